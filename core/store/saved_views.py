"""The table `saved_view`: what a person wants to see again on a screen, by name."""

from datetime import datetime

import duckdb


def keep(cursor: duckdb.DuckDBPyConnection, screen: str, name: str, view: str, saved_at: datetime) -> None:
    """Keeps a view inside the caller's transaction, in the place of the one of that name."""
    delete(cursor, screen, name)
    cursor.execute("INSERT INTO saved_view VALUES (?, ?, ?, ?)", [screen, name, view, saved_at])


def delete(cursor: duckdb.DuckDBPyConnection, screen: str, name: str) -> None:
    """Removes a view inside the caller's transaction."""
    cursor.execute("DELETE FROM saved_view WHERE screen = ? AND name = ?", [screen, name])


def of_screen(cursor: duckdb.DuckDBPyConnection, screen: str) -> dict[str, str]:
    """Name → view, the newest first."""
    rows = cursor.execute("SELECT name, view FROM saved_view WHERE screen = ? ORDER BY saved_at DESC, name", [screen]).fetchall()
    return dict(rows)

"""Brings a library made by an older version of the software to the newest schema, after a copy of the whole file.

A step is SQL that leads to the version it is filed under, from the one before; its remarks become comments, as those of schema.sql.
Steps are only ever added; schema.sql is changed with them, so that a new library and an upgraded one are the same.
"""

import os
import shutil
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from core.store import schema

FIRST_VERSION = 1
STEPS: Mapping[int, str] = {2: Path(__file__).with_name("schema_2.sql").read_text(encoding="utf-8")}


def newest_version(steps: Mapping[int, str] = STEPS) -> int:
    """The schema version this software writes."""
    return max(steps, default=FIRST_VERSION)


def back_up(database: Path, version: int) -> Path:
    """Copies a closed database into backups/ beside it (under another name first, so a copy is whole or not there) and returns the copy."""
    folder = database.parent / "backups"
    folder.mkdir(exist_ok=True)
    copy = folder / f"{database.stem}-v{version}-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}{database.suffix}"
    unfinished = copy.with_suffix(".tmp")
    shutil.copyfile(database, unfinished)
    os.replace(unfinished, copy)
    return copy


def migrate(cursor: duckdb.DuckDBPyConnection, found: int, steps: Mapping[int, str] = STEPS) -> None:
    """Runs every step after the version found, in order, inside the caller's transaction."""
    for version in sorted(version for version in steps if version > found):
        cursor.execute(steps[version])
        cursor.execute(schema.comments(steps[version]) or "SELECT 1")
        cursor.execute("UPDATE meta SET value = ? WHERE key = 'schema_version'", [str(version)])

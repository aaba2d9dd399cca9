"""A copy of the database for each day it was used, the newest few kept: what to go back to when something went wrong."""

import os
import re
import shutil
from contextlib import suppress
from datetime import date
from pathlib import Path

from core.store.database import FILE, LOG
from core.store.snapshot import file_state

KEPT = 7
FOLDER = "backups"  # beside the database; copies made before an upgrade lie there too
_NAME = re.compile(r"library-(\d{4}-\d\d-\d\d)\.duckdb")


def keep_daily(folder: Path, today: date) -> Path | None:
    """Copies the database of a library that is not open, once a day, and drops all but the newest KEPT; the copy, None where none was made.

    None is made of a library that is not there yet, was not closed (its log lies beside it) or is written to by another program, nor where
    the disk refuses: the library opens all the same, and `daily_copies` says what there is.
    """
    database, copy = folder / FILE, folder / FOLDER / f"library-{today.isoformat()}.duckdb"
    unfinished = copy.with_suffix(".tmp")
    if copy.exists() or not database.exists() or (folder / LOG).exists():
        return None
    try:
        copy.parent.mkdir(exist_ok=True)
        before = file_state(database)
        shutil.copyfile(database, unfinished)
        if file_state(database) != before:
            unfinished.unlink()
            return None
        os.replace(unfinished, copy)
        for old in [path for _day, path in daily_copies(folder)][KEPT:]:
            old.unlink()
    except OSError:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        return None
    return copy


def daily_copies(folder: Path) -> list[tuple[date, Path]]:
    """The copies there are with their days, the newest first."""
    named = ((_NAME.fullmatch(path.name), path) for path in (folder / FOLDER).glob("*.duckdb"))
    return sorted(((date.fromisoformat(name[1]), path) for name, path in named if name), reverse=True)

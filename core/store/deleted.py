"""Files of deleted reports, kept for thirty days: what was deleted by mistake can be imported again."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

FOLDER, DAYS = "bin", 30
_NAME = re.compile(r"(\d{4}-\d\d-\d\d)_([0-9a-f]{12})_(.+)", re.DOTALL)
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_LONGEST = 220  # bytes of a name, most systems take 255; its end tells the kind of file


@dataclass(frozen=True, slots=True)
class DeletedFile:
    """A file of a deleted report: the day it was deleted, its name as it came (as far as a file can be called so), and where it is."""

    day: date
    name: str
    path: Path


def keep_deleted(folder: Path, original: Path, name: str, today: date) -> None:
    """Moves the kept original of a deleted report into the bin of the library.  Raises OSError."""
    there = folder / FOLDER
    there.mkdir(exist_ok=True)
    safe = _NOT_IN_NAMES.sub("_", name).encode()[-_LONGEST:].decode(errors="ignore")
    original.replace(there / f"{today.isoformat()}_{original.stem[:12]}_{safe}")


def deleted_files(folder: Path) -> list[DeletedFile]:
    """What is in the bin, the newest first."""
    named = ((_NAME.fullmatch(path.name), path) for path in (folder / FOLDER).glob("*"))
    found = [DeletedFile(date.fromisoformat(name[1]), name[3], path) for name, path in named if name]
    return sorted(found, key=lambda each: (each.day, each.name), reverse=True)


def drop_old(folder: Path, today: date) -> None:
    """Removes what has been in the bin for more than DAYS; what cannot be removed now stays for the next time."""
    for each in deleted_files(folder):
        if today - each.day > timedelta(days=DAYS):
            with suppress(OSError):
                each.path.unlink()

"""Files that are whole or not there: written under another name, then renamed."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.errors import ExportError


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A path to write to in place of `path`; it takes that name when the block ends well, and goes when it does not.

    Raises ExportError export_not_writable (no right to write, disk full, or the old file is open in another program).
    """
    unfinished = path.with_name(f"{path.name}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            yield unfinished
            os.replace(unfinished, path)
        finally:
            unfinished.unlink(missing_ok=True)
    except OSError as error:
        raise ExportError("export_not_writable", file=str(path)) from error

"""What a library holds as a database file of its own, and the state of a library that another program has open."""

import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb
import pyarrow as pa

from core.errors import LibraryError
from core.store.database import FILE, LOG

_TRIES, _PAUSE = 5, 0.5  # seconds


def write_tables(path: Path, tables: Iterable[tuple[str, pa.Table]], remarks: Mapping[tuple[str, str], str]) -> None:
    """Writes a new database file with these tables; `remarks`: (table, column) → what the column means, kept as its comment."""
    path.unlink(missing_ok=True)
    with duckdb.connect(str(path)) as connection:
        for name, rows in tables:
            connection.register("incoming", rows)
            connection.execute(f'CREATE TABLE "{name}" AS SELECT * FROM incoming')
            connection.unregister("incoming")
        for (table, column), remark in remarks.items():
            told = remark.replace("'", "''")
            connection.execute(f"""COMMENT ON COLUMN "{table}"."{column}" IS '{told}'""")


@contextmanager
def snapshot_of(folder: Path) -> Iterator[Path]:
    """A folder with a copy of the database as it was a moment ago, for reading while another program has the library open.

    The copy is taken again where the file was written to meanwhile.  Raises LibraryError library_in_use where that goes on, or where
    the system does not let the file be read.
    """
    with tempfile.TemporaryDirectory(prefix="juesuan_") as made:
        copy = Path(made)
        for _ in range(_TRIES):
            before = _states(folder)
            try:
                _copy(folder, copy, before)
            except OSError as error:
                raise LibraryError("library_in_use", folder=str(folder)) from error
            if _states(folder) == before:
                break
            time.sleep(_PAUSE)
        else:
            raise LibraryError("library_in_use", folder=str(folder))
        yield copy


def file_state(path: Path) -> tuple[int, int] | None:
    """When a file was last written to, and its size: while both stay it is the same file; None where there is none."""
    try:
        told = path.stat()
    except FileNotFoundError:
        return None
    return told.st_mtime_ns, told.st_size


def _states(folder: Path) -> dict[str, tuple[int, int] | None]:
    return {name: file_state(folder / name) for name in (FILE, LOG)}


def _copy(folder: Path, copy: Path, states: Mapping[str, tuple[int, int] | None]) -> None:
    """Copies the files that are there.  One that is gone is gone from the copy too: a log of before would be put on top of the file."""
    for name, state in states.items():
        (copy / name).unlink(missing_ok=True)
        if state:
            with suppress(FileNotFoundError):  # gone meanwhile: the states differ
                shutil.copyfile(folder / name, copy / name)

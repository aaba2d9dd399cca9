"""What a library holds as a database file of its own, and the state of a library that another program has open."""

import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa

from core.errors import LibraryError
from core.store.database import FILE

_TRIES, _PAUSE = 5, 0.5  # seconds
_LOG = f"{FILE}.wal"


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
            before = _state(folder)
            try:
                for name in filter(lambda name: (folder / name).exists(), (FILE, _LOG)):
                    shutil.copyfile(folder / name, copy / name)
            except OSError as error:
                raise LibraryError("library_in_use", folder=str(folder)) from error
            if _state(folder) == before:
                break
            time.sleep(_PAUSE)
        else:
            raise LibraryError("library_in_use", folder=str(folder))
        yield copy


def _state(folder: Path) -> list[tuple[int, int] | None]:
    found = [(folder / name).stat() if (folder / name).exists() else None for name in (FILE, _LOG)]
    return [told and (told.st_mtime_ns, told.st_size) for told in found]

"""Reports with something that does not agree: a sample whose figures were changed after reading, with its file in a library."""

import io
from dataclasses import replace
from pathlib import Path

from core.checks.run import check_report
from core.definitions import load
from core.model import Reading
from core.store.library import Library
from tests.conftest import SAMPLES, reading_of

SAMPLE = SAMPLES[0] / "report.pdf"
WRONG = 123_000_000  # fen a figure is changed by


def faulty(reading: Reading, faults: int = 2) -> Reading:
    """The reading with so many amounts of the expenditure table changed, checked again."""
    number, table = next((n, table) for n, table in enumerate(reading.tables) if table.table == "expenditure")
    at = [n for n, fact in enumerate(table.facts) if fact.role == "detail" and fact.amount_fen > 0][:faults]
    changed = (replace(fact, amount_fen=fact.amount_fen + WRONG) if n in at else fact for n, fact in enumerate(table.facts))
    tables = (*reading.tables[:number], replace(table, facts=tuple(changed)), *reading.tables[number + 1 :])
    bare = replace(reading, tables=tables, findings=())
    return replace(bare, findings=check_report(bare, load()))


def keep(folder: Path, content: bytes = b"", *, reading: Reading | None = None, name: str = "report.pdf") -> tuple[Library, str]:
    """An open library with this reading (the faulty sample unless given) and its file; the library is to be closed."""
    library = Library.open(folder)
    received = library.keep_stream(io.BytesIO(content or SAMPLE.read_bytes()), name)
    kept = replace(reading or faulty(reading_of(SAMPLE)), sha256=received.sha256, file=name)
    return library, library.save(kept).report

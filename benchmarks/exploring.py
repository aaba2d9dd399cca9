"""How long the facets and the answers to the ready questions take on a large library, beside the same SQL run alone in DuckDB.

    python benchmarks/exploring.py [FACTS]      (default: 500000)

The library is made of the samples, multiplied by SQL: other names, years and amounts.  Milliseconds: 95th percentile and median of our
side by the clock; median CPU of our side, of the SQL alone, and their ratio (CPU, so that other work on the machine does not count).
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from core.batch import import_paths  # noqa: E402 - the project's own folder has to be on the path first
from core.definitions import load  # noqa: E402
from core.metrics import answers, facets, telling  # noqa: E402
from core.metrics.questions import questions  # noqa: E402
from core.store.library import Library  # noqa: E402

RUNS = 20
YEARS = 5
_COPIED = ("fact", "statement", "project", "funding", "finding", "printed_table")
_PLACES = ("浙江省", "浙江省杭州市", "浙江省杭州市西湖区")


def build(library: Library, facts: int) -> int:
    """The samples, copied until there are so many facts; returns how many there are."""
    list(import_paths(sorted((ROOT / "data" / "samples").glob("*/report.pdf")), library, load()))
    cursor = library.cursor()
    (each,) = cursor.execute("SELECT count(*) FROM fact").fetchone()
    copies = max(1, facts // each)
    number = f"SELECT i AS copy FROM range({copies}) t(i)"
    place = f"{list(_PLACES)}[1 + copy // {YEARS} % {len(_PLACES)}]"
    cursor.execute(f"""INSERT INTO report SELECT r.* REPLACE (report || '-' || copy AS report,
        {place} || '第' || (copy // {YEARS}) || '局' || left(report, 2) AS unit_name,
        2020 + copy % {YEARS} AS fiscal_year, '33' AS region) FROM report r, ({number})""")
    for table in _COPIED:
        changed = ", CAST(amount_fen * (1 + (copy * 7919 % 101) / 100) AS BIGINT) AS amount_fen" if table == "fact" else ""
        copied = f"SELECT t.* REPLACE (t.report || '-' || copy AS report{changed})"
        cursor.execute(f'INSERT INTO "{table}" {copied} FROM "{table}" t, ({number})')
    return cursor.execute("SELECT count(*) FROM fact").fetchone()[0]


def milliseconds(work: Callable[[], object], runs: int = RUNS) -> tuple[list[float], float]:
    """By the clock for each run, sorted; and the median CPU.  One run before is not counted."""
    work()
    clock, cpu = [], []
    for _ in range(runs):
        began, busy = time.perf_counter(), time.process_time()
        work()
        clock.append(1000 * (time.perf_counter() - began))
        cpu.append(1000 * (time.process_time() - busy))
    return sorted(clock), statistics.median(cpu)


class Recording:
    """A cursor that notes what it is asked."""

    def __init__(self, cursor: object, noted: list) -> None:
        self.cursor, self.noted = cursor, noted

    def execute(self, sql: str, values: list | None = None) -> object:
        self.noted.append((sql, values or []))
        return self.cursor.execute(sql, values or [])


class Recorded:
    """A library that notes every query put to it."""

    def __init__(self, library: Library) -> None:
        self.library, self.noted = library, []

    def cursor(self) -> Recording:
        return Recording(self.library.cursor(), self.noted)

    def selection(self) -> list[str]:
        return self.library.selection()


def alone(library: Library, work: Callable[[Recorded], object]) -> Callable[[], None]:
    """The queries a piece of work puts to the library, to be run without anything of ours around them."""
    recorded = Recorded(library)
    work(recorded)

    def run() -> None:
        for sql, values in recorded.noted:
            library.cursor().execute(sql, values).fetchall()

    return run


def told(name: str, ours: tuple[list[float], float], plain: tuple[list[float], float]) -> tuple[float, float]:
    """Prints a line; returns the 95th percentile and the ratio."""
    (clock, busy), (_, alone_busy) = ours, plain
    p95, ratio = clock[int(0.95 * len(clock)) - 1], busy / alone_busy
    print(f"{name:>28} {p95:8.0f} {statistics.median(clock):8.0f} {busy:8.0f} {alone_busy:8.0f} {ratio:6.2f}")
    return p95, ratio


def main(arguments: list[str]) -> None:
    definitions = load()
    with tempfile.TemporaryDirectory() as folder, Library.open(folder) as library:
        facts = build(library, int(arguments[0]) if arguments else 500_000)
        of = facets.faceted(library)
        chosen = of.narrowed({})
        print(f"{facts:,} facts in {len(chosen):,} reports")
        print(f"{'milliseconds':>28} {'p95':>8} {'median':>8} {'CPU':>8} {'SQL CPU':>8} {'ratio':>6}")
        works: dict[str, Callable[[Library], object]] = {
            "facets": lambda library: facets.faceted(library).counts({"year": ["2022"], "level": ["city"]}),
            **{
                asked.key: lambda library, asked=asked: telling.sentence(answers.answer(library, asked, of, chosen), definitions)
                for asked in questions().values()
            },
        }
        results = [
            told(name, milliseconds(lambda work=work: work(library)), milliseconds(alone(library, work))) for name, work in works.items()
        ]
    print(f"\nslowest p95 {max(p95 for p95, _ in results):.0f} ms, largest ratio {max(ratio for _, ratio in results):.2f}")


if __name__ == "__main__":
    main(sys.argv[1:])

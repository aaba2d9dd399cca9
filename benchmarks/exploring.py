"""How long the facets and the answers to the ready questions take on a large library, beside the same SQL run alone in DuckDB.

    python benchmarks/exploring.py [FACTS]      (default: 500000)

The library is made of the samples, multiplied by SQL: other names, years and amounts.  Wall-clock milliseconds: 95th percentile and median
of our side, median of the SQL alone, and the ratio of the medians.
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
from core.metrics.questions import Question, questions  # noqa: E402
from core.metrics.values import _ONE_VALUE, known  # noqa: E402
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


def milliseconds(work: Callable[[], object], runs: int = RUNS) -> list[float]:
    """Wall-clock milliseconds of each run, after one that is not counted."""
    work()
    taken = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        taken.append(1000 * (time.perf_counter() - began))
    return sorted(taken)


def alone(library: Library, asked: Question, reports: list[str]) -> None:
    """The SQL of a question without anything of ours around it."""
    cursor = library.cursor()
    if asked.chart == "classes":
        cursor.execute(answers._CLASSES, [reports]).fetchall()
    for name in filter(None, [*asked.metrics, asked.prior]):
        cursor.execute(_ONE_VALUE.format(query=known(name).query, narrowed="WHERE report IN (SELECT unnest($1))"), [reports]).fetchall()


def told(name: str, ours: list[float], plain: list[float]) -> tuple[float, float]:
    """Prints a line; returns the 95th percentile and the ratio."""
    p95, ratio = ours[int(0.95 * len(ours)) - 1], statistics.median(ours) / statistics.median(plain)
    print(f"{name:>28} {p95:9.0f} {statistics.median(ours):9.0f} {statistics.median(plain):9.0f} {ratio:6.2f}")
    return p95, ratio


def main(arguments: list[str]) -> None:
    definitions = load()
    with tempfile.TemporaryDirectory() as folder, Library.open(folder) as library:
        facts = build(library, int(arguments[0]) if arguments else 500_000)
        of = facets.faceted(library)
        chosen = of.narrowed({})
        print(f"{facts:,} facts in {len(chosen):,} reports\n{'milliseconds':>28} {'p95':>9} {'median':>9} {'SQL alone':>9} {'ratio':>6}")
        choice = {"year": ["2022"], "level": ["city"]}
        selection = library.selection()
        rows = milliseconds(lambda: library.cursor().execute(facets._ROWS, [selection]).fetchall())
        results = [told("facets", milliseconds(lambda: facets.faceted(library).counts(choice)), rows)]
        for asked in questions().values():

            def ours(asked: Question = asked) -> str:
                return telling.sentence(answers.answer(library, asked, of, chosen), definitions)

            results.append(told(asked.key, milliseconds(ours), milliseconds(lambda asked=asked: alone(library, asked, chosen))))
    print(f"\nslowest p95 {max(p95 for p95, _ in results):.0f} ms, largest ratio {max(ratio for _, ratio in results):.2f}")


if __name__ == "__main__":
    main(sys.argv[1:])

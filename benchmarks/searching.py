"""How long a search takes over 300 reports, and over 1,000.

    python benchmarks/searching.py [LIBRARY]      (default: a library of data/samples, made for this)

The library is copied and its reports are multiplied in SQL under other units and years, every text of a copy a little different from its
original, so that the database cannot answer from one copy for all.  Printed: milliseconds of a whole search (counts, filters, 200 hits).
"""

import shutil
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
from core.store.library import Library  # noqa: E402
from core.store.search import Narrowed, near_terms, search, sought  # noqa: E402

WORDS = ("三", "费", "公务接待", "政府采购支出", "完成年初预算的", "没有这样的话", "206", "20602", "1,367.76", "13677600元", "0.00")
ROUNDS = 5
# Tables a search looks at; their texts end in the number of the copy.
TABLES = {
    "report": "",
    "searchable": ", text || i AS text, folded || i AS folded",
    "printed_table": "",
    "fact": "",
    "statement": ", sentence || i AS sentence",
    "project": "",
    "indicator": "",
    "funding": "",
}


def multiply(library: Library, reports: int) -> None:
    """Brings a library to so many reports."""
    with library.cursor() as cursor:
        (kept,) = cursor.execute("SELECT count(*) FROM report").fetchone()
        copies = -(-reports // kept)
        for table, changed in TABLES.items():
            others = ", unit_name || i AS unit_name" if table == "report" else ""
            made = f"report || '-' || i AS report{others}{changed}"
            cursor.execute(f'INSERT INTO "{table}" BY NAME SELECT t.* REPLACE ({made}) FROM "{table}" t, range(1, {copies}) AS copies(i)')
        cursor.execute("CHECKPOINT")


def milliseconds(work: Callable[[], object]) -> list[float]:
    """How long a piece of work takes, several times."""
    found = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        found.append(1000 * (time.perf_counter() - began))
    return found


def measure(library: Library, reports: int) -> None:
    definitions = load()
    library.index_texts()
    multiply(library, reports)
    with library.cursor() as cursor:
        counts = [cursor.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("report", "searchable", "fact", "statement")]
    print("{:,} reports, {:,} texts, {:,} facts, {:,} statements".format(*counts))
    everything = []
    for words in WORDS:
        what = sought(words, definitions)
        found = search(library, what, Narrowed(), definitions)
        took = milliseconds(lambda what=what: search(library, what, Narrowed(), definitions))
        everything += took
        print(f"{statistics.median(took):8.0f} ms {found.total:9,} hits   {words}")
    took = milliseconds(lambda: near_terms(library, sought("公务招待费", definitions), definitions))
    print(f"{statistics.median(took):8.0f} ms                  near terms")
    print(f"{statistics.quantiles(everything, n=20)[-1]:8.0f} ms p95\n")


def main(arguments: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        given = Path(arguments[0]) if arguments else Path(folder) / "samples"
        if not arguments:
            with Library.open(given) as library:
                list(import_paths(sorted((ROOT / "data" / "samples").glob("*/report.pdf")), library, load()))
        for reports in (300, 1000):
            home = Path(folder) / str(reports)
            shutil.copytree(given, home)
            with Library.open(home) as library:
                measure(library, reports)


if __name__ == "__main__":
    main(sys.argv[1:])

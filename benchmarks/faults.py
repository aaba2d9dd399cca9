"""How many faults the checks find: reports without fault are given one each, in memory or in print, and checked.

    python benchmarks/faults.py [--reports N] [--faults N] [--printed N] [--clean N] [--misses] [--write]

Reports: the samples and N drawn by lot, each in another layout (rulings, columns, codes, continued pages).  `--faults`: of each kind in
each report, in memory; `--printed`: rounds of one fault of each kind in each of half as many reports that are printed and read again;
`--clean`: reports without fault, in which every error-level finding is a false alarm.  A fault counts as found when a check says something
of its figure, as a warning or worse, that it did not say before.  Faults that nothing in the report contradicts beyond rounding, decided
apart from the checks (benchmarks/seeded/relations.py, partners.py), are counted on their own.  `--misses` lists what was not found,
`--write` puts the figures into data/measured.toml, from where the rules screen shows them.
"""

import argparse
import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.seeded.clean import Clean, clean_reports  # noqa: E402
from benchmarks.seeded.fault import Result, Tally, percent, share  # noqa: E402
from benchmarks.seeded.narrative_faults import narrative_faults  # noqa: E402
from benchmarks.seeded.printed_faults import printed_faults  # noqa: E402
from benchmarks.seeded.score_faults import score_faults  # noqa: E402
from benchmarks.seeded.table_faults import table_faults  # noqa: E402
from core.checks.shown import MEASURED  # noqa: E402

AREAS = ("table", "narrative", "score")
IN_MEMORY = (table_faults, narrative_faults, score_faults)
FIRST_PRINTED, FIRST_CLEAN = 1001, 2001  # seeds of their own, so that nothing is measured twice on the same report


def main(arguments: Sequence[str]) -> None:
    """Measure, print, and write where asked to."""
    asked = _asked(arguments)
    with tempfile.TemporaryDirectory() as folder:
        seen = Tally()
        alarms, cells, reports = [], [0, 0], 0
        for clean, results in _run(asked, Path(folder)):
            alarms += [f"{clean.name} {finding.check} {finding.message}" for finding in clean.false_alarms]
            right, printed = read_right(clean)
            cells, reports = [cells[0] + right, cells[1] + printed], reports + 1
            seen.add(results)
            print(f"\r{reports} reports, {len(seen.results)} faults", end="", file=sys.stderr, flush=True)
        print(file=sys.stderr)
    _tell(seen, asked.misses)
    print(f"\ncells read right: {share((cells[0], cells[1]))}\nerror-level findings in {reports} reports without fault: {len(alarms)}")
    print(*alarms, sep="\n")
    if asked.write:
        MEASURED.write_text(as_toml(measured(seen, (cells[0], cells[1]), len(alarms), reports)), encoding="utf-8")


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, count in (("reports", 20), ("faults", 5), ("printed", 1), ("clean", 30)):
        parser.add_argument(f"--{name}", type=int, default=count)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--write", action="store_true")
    return parser.parse_args(arguments)


def _run(asked: argparse.Namespace, folder: Path) -> Iterator[tuple[Clean, list[Result]]]:
    """Every report, and what became of the faults put into it."""
    for clean in clean_reports(range(1, 1 + asked.reports), folder):
        lot = random.Random(clean.name)
        yield clean, [result for faults in IN_MEMORY for result in faults(clean, asked.faults, lot)]
    for clean in clean_reports(range(FIRST_PRINTED, FIRST_PRINTED + asked.reports // 2), folder, samples=False):
        yield clean, list(printed_faults(clean, asked.printed, random.Random(clean.name), folder))
    for clean in clean_reports(range(FIRST_CLEAN, FIRST_CLEAN + asked.clean), folder, samples=False):
        yield clean, []


def read_right(clean: Clean) -> tuple[int, int]:
    """How many of the printed amounts of the tables were read as what they are, and how many there are."""
    found = {(fact.table, fact.side, fact.line, fact.parent_line, fact.column): fact.amount_fen for fact in clean.facts}
    printed = [placed.fact for placed in clean.made.facts]
    keys = [(fact.table, fact.side, fact.line, fact.parent_line, fact.column) for fact in printed]
    return sum(found.get(key) == fact.amount_fen for key, fact in zip(keys, printed, strict=True)), len(printed)


def _tell(seen: Tally, misses: bool) -> None:
    for area in AREAS:
        for way in ("memory", "print"):
            some = seen.of(area, way=way)
            if some.results:
                print(f"\n{area}, in {way}\n{'kind':<12}{'found':>20}{'suspect first':>20}{'not contradicted':>20}")
                print(*some.lines(), sep="\n")
                for result in some.missed if misses else ():
                    print(f"  missed: {result.fault.report} {result.fault.kind} {result.fault.told}")


def measured(seen: Tally, cells: tuple[int, int], alarms: int, reports: int) -> dict[str, tuple[str, int]]:
    """The values of the card by their keys, each with its number of cases.  What was not tried is not there."""
    tables, narrative, scores = (seen.of(area) for area in AREAS)
    counts = {
        "cells": cells,
        "table_faults": tables.found,
        "narrative_faults": narrative.found,
        "score_faults": scores.found,
        "suspect_first": tables.first,
    }
    found = {what: (percent(pair), pair[1]) for what, pair in counts.items() if pair[1]}
    whole, part = divmod(alarms * 100 // reports, 100) if reports else (0, 0)
    return found | ({"false_alarms": (f"{whole}.{part:02}" if alarms else "0", reports)} if reports else {})


def as_toml(values: dict[str, tuple[str, int]]) -> str:
    """The text of data/measured.toml."""
    entries = [
        f'[[measured]]\nwhat = "{what}"\nvalue = "{value}"\ncases = {cases}\ndate = {date.today()}\n'
        for what, (value, cases) in values.items()
    ]
    return "\n".join(["# Written by benchmarks/faults.py --write; shown on the rules screen.\n", *entries])


if __name__ == "__main__":
    main(sys.argv[1:])

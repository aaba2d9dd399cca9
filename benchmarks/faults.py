"""How many faults the checks find: reports without fault are given one each, in memory or in print, and checked.

    python benchmarks/faults.py [--reports N] [--faults N] [--printed N] [--clean N] [--seeds A B C] [--misses] [--write]

Reports are drawn by lot, each in another layout (rulings, columns, codes, continued pages).  N `--reports` are given `--faults` of each
kind in memory; half as many others are printed with `--printed` rounds of one fault of each kind and read again; in `--clean` others and
in the samples, which have no fault, every error-level finding is a false alarm.  A fault counts as found when a check says something of
its figure, as a warning or worse, that it did not say before.  Faults that nothing in the report contradicts beyond rounding, decided
apart from the checks (benchmarks/seeded/relations.py, partners.py), are counted on their own.

Seeds for measuring and seeds for mending are apart.  `--seeds` are the first of the three sorts of reports; without it they are those
kept for measuring (MEASURING below), whose misses nobody mends by.  To look for what is missed and why, take others (below 1000, as the
tests do) and `--misses`, which lists what was not found; the measuring seeds list nothing.  `--write` puts the figures into
data/measured.toml, from where the rules screen shows them, and is refused for other seeds.  A measuring seed that was looked at all the
same is used up: move MEASURING on.
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
MEASURING = (40001, 50001, 90001)  # the first seeds of faults in memory, of faults in print, of reports without fault


def main(arguments: Sequence[str]) -> None:
    """Measure, print, and write where asked to."""
    asked = _asked(arguments)
    with tempfile.TemporaryDirectory() as folder:
        seen = Tally()
        alarms, right, wrong, cells, reports = [], 0, 0, 0, 0
        for clean, results in _run(asked, Path(folder)):
            alarms += [f"{clean.name} {finding.check} {finding.message}" for finding in clean.false_alarms]
            here = cells_read(clean)
            right, wrong, cells, reports = right + here[0], wrong + here[1], cells + here[2], reports + 1
            seen.add(results)
            print(f"\r{reports} reports, {len(seen.results)} faults", end="", file=sys.stderr, flush=True)
        print(file=sys.stderr)
    _tell(seen, asked.misses)
    print(f"\ncells read right: {share((right, cells))}, read wrong: {wrong}")
    print(f"error-level findings in {reports} reports without fault: {len(alarms)}", *alarms, sep="\n")
    if asked.write:
        values = measured(seen, (right, cells), len(alarms), reports) | {"cells_wrong": (str(wrong), cells)}
        MEASURED.write_text(as_toml(values), encoding="utf-8")


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, count in (("reports", 20), ("faults", 5), ("printed", 1), ("clean", 30)):
        parser.add_argument(f"--{name}", type=int, default=count)
    parser.add_argument("--seeds", type=int, nargs=3, default=MEASURING, metavar=("A", "B", "C"))
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args(arguments)
    if asked.misses and tuple(asked.seeds) == MEASURING:
        parser.error("the measuring seeds list no misses: give --seeds for mending")
    if asked.write and tuple(asked.seeds) != MEASURING:
        parser.error("only what the measuring seeds give is written")
    return asked


def _run(asked: argparse.Namespace, folder: Path) -> Iterator[tuple[Clean, list[Result]]]:
    """Every report, and what became of the faults put into it."""
    in_memory, in_print, untouched = asked.seeds
    for clean in clean_reports(range(in_memory, in_memory + asked.reports), folder, samples=False):
        lot = random.Random(clean.name)
        yield clean, [result for faults in IN_MEMORY for result in faults(clean, asked.faults, lot)]
    for clean in clean_reports(range(in_print, in_print + asked.reports // 2), folder, samples=False):
        yield clean, list(printed_faults(clean, asked.printed, random.Random(clean.name), folder))
    for clean in clean_reports(range(untouched, untouched + asked.clean), folder, samples=bool(asked.clean)):
        yield clean, []


def cells_read(clean: Clean) -> tuple[int, int, int]:
    """How many of the printed amounts of the tables were read as what they are, how many as something else, and how many there are.

    An amount where none is printed is read wrong too; what was left unread is said beside the table and not counted as wrong.
    """
    found = {(fact.table, fact.side, fact.line, fact.parent_line, fact.column): fact.amount_fen for fact in clean.facts}
    printed = [placed.fact for placed in clean.made.facts]
    told = {(fact.table, fact.side, fact.line, fact.parent_line, fact.column): fact.amount_fen for fact in printed}
    right = sum(found.get(key) == amount for key, amount in told.items())
    wrong = sum(amount != told.get(key, 0) for key, amount in found.items())
    return right, wrong, len(printed)


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

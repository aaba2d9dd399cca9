"""How long it takes to run the checks of a whole library again, and the checks over its reports.

    python benchmarks/checking.py [--jobs 2] [FILES or FOLDERS]      (default: eight reports of about 30 pages drawn by lot)

Checks need the words of the pages, so a report is read again from its original.  Printed are the seconds on the clock, the CPU seconds of
all processes, and both for 1,000 such reports; on a machine that does other work the CPU seconds divided by the jobs are the fairer figure.
The start of the worker processes is left out: a run over the same reports three times is compared with a run over them once.
"""

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from core.batch import import_paths  # noqa: E402 - the project's own folder has to be on the path first
from core.definitions import load  # noqa: E402
from core.over.run import over_reports  # noqa: E402
from core.recheck import check_again  # noqa: E402
from core.store.library import Library  # noqa: E402
from core.typeset.chance import random_figures, random_layout  # noqa: E402
from core.typeset.report import typeset  # noqa: E402

REPORTS, MANY = 8, 1000


def drawn(folder: Path) -> list[Path]:
    """Reports drawn by lot, told and with forms."""
    paths = [folder / f"{seed}.pdf" for seed in range(REPORTS)]
    for seed, path in enumerate(paths):
        typeset(random_figures(seed, items=18), random_layout(seed, narrative=True, performance="attached"), path)
    return paths


def measured(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the clock and CPU seconds of this process and the ended ones it started."""

    def used() -> float:
        whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        return sum(each.ru_utime + each.ru_stime for each in map(resource.getrusage, whose))

    clock, cpu = time.perf_counter(), used()
    work()
    return time.perf_counter() - clock, used() - cpu


def main(arguments: list[str]) -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("files", nargs="*", type=Path)
    chosen, definitions = options.parse_args(arguments), load()
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder) / "library") as library:
        list(import_paths(chosen.files or drawn(Path(folder)), library, definitions, chosen.jobs))
        reports = library.reports()
        numbers = list(reports["report"])
        print(f"{len(numbers)} reports of {reports['pages'].mean():.0f} pages, {chosen.jobs} jobs")
        once = measured(lambda: list(check_again(library, definitions, numbers, chosen.jobs)))
        thrice = measured(lambda: list(check_again(library, definitions, numbers * 3, chosen.jobs)))
        clock, cpu = (long - short for long, short in zip(thrice, once, strict=True))
        told("checked again", clock, cpu, 2 * len(numbers), chosen.jobs)
        clock, cpu = measured(lambda: over_reports(library, definitions))
        told("over reports", clock, cpu, len(numbers), 1)


def told(what: str, clock: float, cpu: float, reports: int, jobs: int) -> None:
    """A line: what was measured, and what follows for many reports."""
    many = MANY / reports
    print(f"{what:>14}: {clock:6.2f} s on the clock, {cpu:6.2f} s CPU, {1000 * cpu / reports:5.0f} ms CPU a report; ", end="")
    print(f"{MANY} reports: {clock * many:5.0f} s on this clock, {cpu * many / jobs:5.0f} s on {jobs} idle cores")


if __name__ == "__main__":
    main(sys.argv[1:])

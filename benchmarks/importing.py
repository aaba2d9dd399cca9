"""How long a whole import takes beside plain pdfplumber merely extracting the same files, in one run.

    python benchmarks/importing.py [FILES or FOLDERS]      (default: the corpus that JUESUAN_CORPUS names, else data/samples)

For each file the seconds the import tells (`seconds` of `import --json`: reading, tables, narrative, performance, ledger, checks and the
commit; a second process reads later pages) beside the seconds pdfplumber takes for text and tables of every page.  Then the CPU seconds
of both, those of the second process and of its start counted.  Seconds by the clock mean something on a machine that does nothing else.
"""

import itertools
import os
import sys
import tempfile
import time
from pathlib import Path

import pdfplumber

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from core.batch import import_paths  # noqa: E402 - the project's own folder has to be on the path first
from core.definitions import load  # noqa: E402
from core.store.library import Library  # noqa: E402


def files(arguments: list[str]) -> list[Path]:
    """The PDFs of these files and folders."""
    places = [Path(argument) for argument in arguments] or [Path(os.environ.get("JUESUAN_CORPUS") or ROOT / "data" / "samples")]
    return [path for place in places for path in (sorted(place.rglob("*.pdf")) if place.is_dir() else [place])]


def cpu() -> float:
    """CPU seconds of this process and of the processes it ended."""
    return sum(os.times()[:4])


def extract(path: Path) -> None:
    """What a plain script would do: text and tables of every page, each page closed."""
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.extract_tables()
            page.close()


def imported(paths: list[Path]) -> tuple[list[float], float]:
    """Seconds of each file, imported one after the other into a new library; and the CPU seconds of all."""
    definitions = load()
    with tempfile.TemporaryDirectory() as folder, Library.open(folder) as library:
        list(import_paths([ROOT / "data" / "samples" / "central_form" / "report.pdf"], library, definitions))  # words compiled once
        began = cpu()
        return [receipt.seconds for receipt in import_paths(paths, library, definitions)], cpu() - began


def extracted(paths: list[Path]) -> tuple[list[float], float]:
    """The same with plain pdfplumber."""
    began, times = cpu(), [time.perf_counter()]
    for path in paths:
        extract(path)
        times.append(time.perf_counter())
    return [after - before for before, after in itertools.pairwise(times)], cpu() - began


def main(arguments: list[str]) -> None:
    paths = files(arguments)
    (ours, our_cpu), (theirs, their_cpu) = imported(paths), extracted(paths)
    print(f"{'seconds':>44} {'import':>8} {'pdfplumber':>11} {'ratio':>6}")
    for path, mine, plain in zip(paths, ours, theirs, strict=True):
        print(f"{path.name:>44} {mine:8.2f} {plain:11.2f} {plain / mine:6.1f}")
    print(f"\n{sum(theirs) / sum(ours):.1f} times faster than plain pdfplumber ({sum(ours):.2f} against {sum(theirs):.2f} seconds)")
    print(f"{their_cpu / our_cpu:.1f} times less CPU ({our_cpu:.2f} against {their_cpu:.2f} CPU seconds)")


if __name__ == "__main__":
    main(sys.argv[1:])

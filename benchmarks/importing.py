"""How long a whole import takes beside plain pdfplumber merely extracting the same files, in one run.

    python benchmarks/importing.py [FILES or FOLDERS]      (default: the corpus that JUESUAN_CORPUS names, else data/samples)

CPU seconds, file by file in turn: reading, tables, narrative, performance, ledger, checks and the commit on our side; text and tables of
every page on the other.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
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


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds of this process for a piece of work."""
    began = time.process_time()
    work()
    return time.process_time() - began


def extract(path: Path) -> None:
    """What a plain script would do: text and tables of every page, each page closed."""
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.extract_tables()
            page.close()


def main(arguments: list[str]) -> None:
    definitions, ours, theirs = load(), 0.0, 0.0
    with tempfile.TemporaryDirectory() as folder, Library.open(folder) as library:
        list(import_paths([ROOT / "data" / "samples" / "central_form" / "report.pdf"], library, definitions))  # words compiled once
        print(f"{'CPU seconds':>44} {'import':>8} {'pdfplumber':>11} {'ratio':>6}")
        for path in files(arguments):
            mine = seconds(lambda path=path: list(import_paths([path], library, definitions)))
            plain = seconds(lambda path=path: extract(path))
            ours, theirs = ours + mine, theirs + plain
            print(f"{path.name:>44} {mine:8.2f} {plain:11.2f} {plain / mine:6.1f}")
    print(f"\n{theirs / ours:.1f} times faster than plain pdfplumber ({ours:.2f} against {theirs:.2f} CPU seconds)")


if __name__ == "__main__":
    main(sys.argv[1:])

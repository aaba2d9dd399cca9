"""How fast reading is: our reader, pdfplumber, and the least PDFium itself needs, in one run, file by file.

    python benchmarks/reading.py [FILE OR FOLDER …]

Prints CPU milliseconds per page, the two ratios, and the peak memory of a process that only reads with our reader.  Without arguments:
the folder named by JUESUAN_CORPUS, else the samples.
"""

import ctypes
import gc
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

ROUNDS = 3  # of the two fast ones; pdfplumber takes long enough to be measured once
CHILD = """
import sys
from core.reading import open_report
for name in sys.argv[1:]:
    with open_report(name) as report:
        for number in range(1, report.page_count + 1):
            report.read_page(number)
try:
    import resource
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(peak / (1 << 20 if sys.platform == "darwin" else 1 << 10))
except ImportError:
    print(0)
"""


def main(arguments: list[str]) -> None:
    """Measure and print."""
    files = pdf_files([Path(argument) for argument in arguments] or [Path(os.environ.get("JUESUAN_CORPUS") or ROOT / "data" / "samples")])
    if not files:
        sys.exit("no PDF files there")
    ways = {"ours": ours, "floor": floor, "pdfplumber": oracle}
    for way in ways.values():
        way(files[0])  # imports and first-time work are no part of reading
    total, pages = dict.fromkeys(ways, 0.0), 0
    print(f"{'ms of CPU a page':>40}  {'ours':>7}  {'floor':>7}  {'pdfplumber':>10}")
    for path in files:
        spent, count = measured(path, ways)
        pages += count
        for name, seconds in spent.items():
            total[name] += seconds
        print_line(path.name, spent, count)
    print_line(f"all {pages} pages", total, pages)
    print(f"\n{total['pdfplumber'] / total['ours']:.1f} times faster than pdfplumber; {total['ours'] / total['floor']:.2f} times the floor")
    print(f"peak memory of a process that reads them all: {peak_memory(files):.0f} MB")


def pdf_files(places: list[Path]) -> list[Path]:
    """The PDF files named, and those below the folders named."""
    return sorted({path for place in places for path in ([place] if place.is_file() else place.rglob("*.pdf"))})


def measured(path: Path, ways: dict[str, Callable[[Path], int]]) -> tuple[dict[str, float], int]:
    """CPU seconds of each way to read the file, one after the other so that a slow moment of the machine meets all, and its pages."""
    spent: dict[str, list[float]] = {name: [] for name in ways}
    count = 0
    for turn in range(ROUNDS):
        for name, way in ways.items():
            if turn == 0 or name != "pdfplumber":
                gc.collect()
                start = process_time()
                count = way(path)
                spent[name].append(process_time() - start)
    return {name: median(times) for name, times in spent.items()}, count


def print_line(name: str, spent: dict[str, float], pages: int) -> None:
    """One line of the table."""
    ms = {way: 1000 * seconds / pages for way, seconds in spent.items()}
    print(f"{name[:40]:>40}  {ms['ours']:7.2f}  {ms['floor']:7.2f}  {ms['pdfplumber']:10.2f}")


def ours(path: Path) -> int:
    """Lines, grids and cells of every page."""
    from core.reading import read_pages

    return len(read_pages(path))


def floor(path: Path) -> int:
    """What no reader on PDFium can do without: load each page and take its text."""
    import pypdfium2.raw as pdfium

    data = path.read_bytes()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    count = pdfium.FPDF_GetPageCount(document)
    for index in range(count):
        page = pdfium.FPDF_LoadPage(document, index)
        text = pdfium.FPDFText_LoadPage(page)
        length = pdfium.FPDFText_CountChars(text)
        buffer = (ctypes.c_ushort * (length + 1))()
        pdfium.FPDFText_GetText(text, 0, length, buffer)
        bytes(buffer).decode("utf-16-le", "replace")
        pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(page)
    pdfium.FPDF_CloseDocument(document)
    return count


def oracle(path: Path) -> int:
    """pdfplumber's tables and text of every page, pages closed."""
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_tables()
            page.extract_text()
            page.close()
        return len(pdf.pages)


def peak_memory(files: list[Path]) -> float:
    """Megabytes at most in use by a process that reads the files and does nothing else (0 where the system does not tell)."""
    command = [sys.executable, "-c", CHILD, *map(str, files)]
    return float(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout)


if __name__ == "__main__":
    main(sys.argv[1:])

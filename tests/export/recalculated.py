"""What the formulas of a workbook come to: worked out here in whole decimals, and by LibreOffice where it is installed."""

import io
import re
import shutil
import subprocess
import zipfile
from decimal import Decimal
from pathlib import Path

from core.reading.held_cells import Held, held_cells

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
_PART = re.compile(r"([+-]?)(SUM\(([^)]*)\)|[A-Z]+\d+|\d+(?:\.\d+)?)")
_CELL = re.compile(r"([A-Z]+)(\d+)")


def worked_out(cells: dict[str, Held], place: str) -> Decimal:
    """The value of a cell, by its formula as far as that goes.  Knows SUM, + and -; anything else is an AssertionError."""
    held = cells.get(place)
    if held is None or not (held.number or held.formula):
        return Decimal(0)
    if not held.formula:
        return Decimal(held.value)
    total, end = Decimal(0), 0
    for part in _PART.finditer(held.formula):
        assert part.start() == end, held.formula
        end = part.end()
        value = part[2]
        if part[3]:
            amount = sum((worked_out(cells, each) for area in part[3].split(",") for each in _area(area)), Decimal(0))
        else:
            amount = worked_out(cells, value) if value[0].isalpha() else Decimal(value)
        total += -amount if part[1] == "-" else amount
    assert end == len(held.formula), held.formula
    return total


def _area(text: str) -> list[str]:
    first, _, last = text.partition(":")
    (left, top), (right, bottom) = (_CELL.fullmatch(end).groups() for end in (first, last or first))
    columns = [chr(code) for code in range(ord(left), ord(right) + 1)]  # the tables are narrower than an alphabet
    return [f"{column}{row}" for column in columns for row in range(int(top), int(bottom) + 1)]


def without_results(workbook: bytes) -> bytes:
    """The workbook without the stored results of its formulas: who opens it has to work them out."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                data = re.sub(rb"(<f>[^<]*</f>)<v>[^<]*</v>", rb"\1", data)
            new.writestr(name, data)
    return made.getvalue()


def by_office(content: bytes, ending: str, into: str, folder: Path) -> bytes:
    """The file as LibreOffice writes it in another form."""
    source = folder / f"opened.{ending}"
    source.write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [OFFICE, profile, "--headless", "--convert-to", into, "--outdir", str(folder / "written"), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return (folder / "written" / f"opened.{into.partition(':')[0]}").read_bytes()


def recalculated(workbook: bytes, folder: Path) -> dict[str, dict[str, Held]]:
    """The cells after LibreOffice worked every formula out anew."""
    return held_cells(by_office(without_results(workbook), "xlsx", "xlsx:Calc MS Excel 2007 XML", folder))

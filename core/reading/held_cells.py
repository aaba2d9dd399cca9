"""What the cells of a workbook hold, hidden sheets too: values and formulas as the file has them, not as they are shown."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from core.errors import ReportError
from core.reading.package import Package, child, name, value
from core.reading.spreadsheet import MOST_CELLS, shared_strings, text_of_string


@dataclass(frozen=True, slots=True)
class Held:
    """A cell: its value as text (a number as the file writes it, "" for a formula nobody worked out), whether it is a number, its formula.

    `formula` is without the sign before it, "" for a plain value.
    """

    value: str
    number: bool
    formula: str = ""


def held_cells(source: bytes) -> dict[str, dict[str, Held]]:
    """Name of each sheet in order → reference such as `C7` → what it holds; blank cells are left out.

    Raises ReportError not_a_pdf (no workbook) · damaged · encrypted · too_large_inside.
    """
    package = Package(source)
    main = package.main
    if not main.startswith("xl/"):
        raise ReportError("not_a_pdf")
    relations, shared = package.relations(main), shared_strings(package, main)
    sheets = child(package.root(main), "sheets")
    found: dict[str, dict[str, Held]] = {}
    for entry in sheets if sheets is not None else ():
        kind, path = relations.get(value(entry, "id") or "", ("", ""))
        if kind == "worksheet" and package.has(path):
            found[value(entry, "name") or ""] = dict(_cells(package, path, shared))
    return found


def _cells(package: Package, path: str, shared: list[str]) -> Iterator[tuple[str, Held]]:
    seen = 0
    try:
        for _, cell in etree.iterparse(package.data(path), ("end",), tag="{*}c", resolve_entities=False, no_network=True, load_dtd=False):
            held = _held(cell, shared)
            if held.value or held.formula:
                seen += 1
                if seen > MOST_CELLS:
                    raise ReportError("too_large_inside", where=path)
                yield value(cell, "r") or "", held
            cell.clear()
    except etree.XMLSyntaxError as error:
        raise ReportError("damaged", where=path) from error


def _held(cell: etree._Element, shared: list[str]) -> Held:
    kind, made, inside = value(cell, "t") or "n", child(cell, "f"), child(cell, "v")
    formula = "" if made is None else (made.text or f"{name(made)} {value(made, 'si') or ''}")
    text = inside.text or "" if inside is not None else ""
    if kind == "inlineStr":
        return Held(text_of_string(cell), False, formula)
    if kind == "s":
        return Held(shared[int(text)] if text.isdigit() and int(text) < len(shared) else "", False, formula)
    return Held(text, kind == "n" and bool(text), formula)

"""A workbook brought back: unchanged, or the very cells that were changed."""

import io
import re
import zipfile
from collections.abc import Callable

import pytest

from core.errors import ReportError
from core.export.official import official_workbook
from core.export.verify_workbook import Change, verify_workbook
from core.reading.held_cells import held_cells
from core.store.library import Library
from tests.conftest import SAMPLES, reading_of
from tests.export.recalculated import OFFICE, by_office, recalculated, without_results
from tests.readings import a_reading

SHEET = "支出决算表"


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    with Library.open(tmp_path_factory.mktemp("verify")) as kept:
        kept.save(reading_of(SAMPLES[0] / "report.pdf"))
        yield kept


@pytest.fixture(scope="module")
def workbook(library, definitions) -> bytes:
    return official_workbook(library, library.selection()[0], definitions)


def changed(workbook: bytes, sheet: str, change: Callable[[str], str]) -> bytes:
    """The workbook with the XML of one sheet changed."""
    made = io.BytesIO()
    number = list(held_cells(workbook)).index(sheet) + 1
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data.decode()).encode() if name == f"xl/worksheets/sheet{number}.xml" else data)
    return made.getvalue()


def a_number(workbook: bytes) -> tuple[str, str]:
    """A figure of the sheet that is no formula: its place and value."""
    return next((place, held.value) for place, held in held_cells(workbook)[SHEET].items() if held.number and not held.formula)


def test_as_exported_it_is_unchanged(workbook, library, definitions):
    found = verify_workbook(workbook, library)
    assert (found.changed, found.in_library, found.report) == ((), True, library.selection()[0])
    assert found.sentence(definitions) == f"未改动：{found.cells} 格都与导出时一致"
    assert found.cells > 500
    assert not verify_workbook(workbook).in_library


def test_one_digit_changed_is_named(workbook, definitions):
    place, value = a_number(workbook)
    other = value[:-1] + ("1" if value[-1] != "1" else "2")
    edited = changed(workbook, SHEET, lambda xml: re.sub(rf'(<c r="{place}"[^>]*>)<v>[^<]*</v>', rf"\1<v>{other}</v>", xml))
    found = verify_workbook(edited)
    assert [(change.sheet, change.cell, change.kind) for change in found.changed] == [(SHEET, place, "value")]
    assert re.fullmatch(rf"改了 1 格：{SHEET} {place} 原 {value}\S* 现 {other}\S*", found.sentence(definitions))


def test_a_total_overwritten_by_its_value_is_named(workbook, definitions):
    place, held = next((place, held) for place, held in held_cells(workbook)[SHEET].items() if held.formula)
    found = verify_workbook(changed(workbook, SHEET, lambda xml: xml.replace(f"<f>{held.formula}</f>", "", 1)))
    assert [(change.cell, change.kind, change.was) for change in found.changed] == [(place, "formula", f"={held.formula}")]
    assert "公式变了" in found.sentence(definitions)


def test_another_formula_is_named(workbook):
    held = next(held for held in held_cells(workbook)[SHEET].values() if held.formula)
    found = verify_workbook(changed(workbook, SHEET, lambda xml: xml.replace(f"<f>{held.formula}</f>", f"<f>{held.formula}+1</f>", 1)))
    assert [change.kind for change in found.changed] == ["formula"]


def test_added_and_removed_cells_are_named(workbook):
    place, _ = a_number(workbook)
    removed = changed(workbook, SHEET, lambda xml: re.sub(rf'<c r="{place}"[^>]*><v>[^<]*</v></c>', "", xml))
    assert [(change.cell, change.kind) for change in verify_workbook(removed).changed] == [(place, "removed")]
    row = '<row r="300"><c r="B300"><v>5</v></c></row></sheetData>'
    added = changed(workbook, SHEET, lambda xml: xml.replace("</sheetData>", row))
    assert verify_workbook(added).changed == (Change(SHEET, "B300", "added", "", "5"),)


def test_results_nobody_worked_out_are_no_change(workbook):
    assert verify_workbook(without_results(workbook)).changed == ()


def test_what_is_kept_to_verify_by_is_held_against_the_library(workbook, library):
    """Whoever changes a figure and what is kept of it is found out where the report is at hand."""
    place, value = a_number(workbook)
    both = changed(workbook, SHEET, lambda xml: re.sub(rf'(<c r="{place}"[^>]*>)<v>[^<]*</v>', r"\1<v>7654321</v>", xml))
    kept = held_cells(workbook)["核验"]
    at = next(cell[1:] for cell, held in kept.items() if cell[0] == "B" and held.value == place and kept[f"A{cell[1:]}"].value == SHEET)
    forged = changed(both, "核验", lambda xml: re.sub(rf'<c r="D{at}" t="s">', f'<c r="D{at}">', xml))
    forged = changed(forged, "核验", lambda xml: re.sub(rf'(<c r="D{at}"[^>]*>)<v>[^<]*</v>', r"\1<v>7654321</v>", xml))
    assert verify_workbook(forged).changed == ()
    (found,) = verify_workbook(forged, library).changed
    assert (found.cell, found.kind, found.now) == (place, "library", "7654321")
    assert found.was.startswith(value)


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed: a file it saved cannot be made")
def test_saved_by_another_program_it_is_unchanged_and_totals_follow_a_change(tmp_path, workbook, definitions):
    saved = by_office(workbook, "xlsx", "xlsx:Calc MS Excel 2007 XML", tmp_path)
    assert verify_workbook(saved).changed == ()
    place, _ = a_number(workbook)
    edited = changed(workbook, SHEET, lambda xml: re.sub(rf'(<c r="{place}"[^>]*>)<v>[^<]*</v>', r"\1<v>7654321</v>", xml))
    resaved = by_office(without_results(edited), "xlsx", "xlsx:Calc MS Excel 2007 XML", tmp_path)
    found = verify_workbook(resaved)
    assert [change.cell for change in found.edited] == [place]
    assert len(found.changed) > 1
    assert "格公式随之变化" in found.sentence(definitions)
    assert recalculated(edited, tmp_path)[SHEET][place].value == "7654321"


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 x", b"PK\x03\x04 broken"])
def test_another_file_is_not_verified(content):
    with pytest.raises(ReportError) as told:
        verify_workbook(content)
    assert told.value.code in ("workbook_not_ours", "damaged")


def test_a_workbook_without_what_is_kept_is_not_verified(tmp_path, definitions):
    from core.export.xlsx import export_workbooks

    with Library.open(tmp_path / "library") as library:
        library.save(a_reading())
        (path,) = export_workbooks(library, tmp_path, definitions, library.selection())
    with pytest.raises(ReportError, match="workbook_not_ours"):
        verify_workbook(path)

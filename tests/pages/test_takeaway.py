"""What is taken away from the screens: pictures of charts; a workbook verified, its changes named."""

import io
import re
import zipfile

import pytest

from core.definitions import load
from core.export.official import official_workbook
from core.export.xlsx import export_workbooks
from core.store.library import Library
from pages.widgets.chart_download import FORMS
from tests.pages.reading import htmls, no_trouble, texts
from tests.pages.test_report_page import opened

CHARTS = ("composition", "functional", "kinds", "three_public")


@pytest.fixture
def report(library) -> str:
    with Library.open(library) as kept:
        return kept.selection()[0]


@pytest.fixture
def workbook(library, report) -> bytes:
    with Library.open(library) as kept:
        return official_workbook(kept, report, load())


def verified(screen, report: str, content: bytes, **address):
    opened(screen, report=report, tab="export", **address)
    screen.get("file_uploader")[0].upload("公开表.xlsx", content, "application/octet-stream").run()
    assert not screen.exception
    return screen


def edited(workbook: bytes) -> tuple[bytes, str]:
    """The workbook with the first plain number of its second sheet changed, and where that is."""
    made, place = io.BytesIO(), ""
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            data = old.read(name).decode("latin-1")
            if name == "xl/worksheets/sheet2.xml":
                found = re.search(r'<c r="([A-Z]+\d+)" s="\d+"><v>([\d.]+)</v></c>', data)
                place, cell = found[1], found[0].replace(f"<v>{found[2]}</v>", "<v>999999.5</v>")
                data = data.replace(found[0], cell, 1)
            new.writestr(name, data.encode("latin-1"))
    return made.getvalue(), place


def test_a_workbook_as_exported_is_unchanged(screen, report, workbook):
    verified(screen, report, workbook)
    no_trouble(screen)
    assert re.search(r"未改动：\d+ 格都与导出时一致", screen.success[0].value)
    assert "与资料库里的报告也比过" in texts(screen)


def test_a_changed_figure_is_named_with_both_values(screen, report, workbook):
    content, place = edited(workbook)
    verified(screen, report, content)
    assert "改了 1 格" in screen.warning[0].value.replace("\\", "")
    row = re.search(rf"<td[^>]*>{place}</td>.*?</tr>", htmls(screen))[0]
    assert "999999.50" in row
    assert "数字或文字改了" in row


def test_in_english(screen, report, workbook):
    verified(screen, report, edited(workbook)[0], lang="en")
    assert "Changed cells: 1" in screen.warning[0].value.replace("\\", "")
    assert "figure or text changed" in htmls(screen)


def test_another_file_is_refused_in_words(screen, report, library, tmp_path):
    with Library.open(library) as kept:
        (path,) = export_workbooks(kept, tmp_path / "out", load(), [report])
    verified(screen, report, path.read_bytes())
    assert "不是决算镜导出的公开表" in screen.error[0].value.replace("\\", "")


def test_every_chart_can_be_downloaded_as_a_picture(screen, report):
    opened(screen, report=report, tab="overview")
    labels = [element.proto.label for element in screen.get("download_button")]
    assert labels == [f"下载 {name}" for name, _ in FORMS.values()] * len(CHARTS)

"""报告 › 导出: each output says what is in it and how its file is called; what cannot be made says why; the buttons make files."""

import html
import io
import re
import zipfile

import docx
import pytest
from pypdf import PdfReader

from core.definitions import load
from core.store.library import Library
from pages.views.tabs.export import OFFERS, Order
from tests.conftest import SAMPLES, reading_of
from tests.export.faulty import faulty, keep
from tests.pages.reading import htmls, no_trouble, texts
from tests.pages.test_report_page import opened
from tests.readings import a_reading, an_identity

ALL = [offer for offers in OFFERS.values() for offer in offers]


@pytest.fixture
def report(empty) -> str:
    library, number = keep(empty, reading=faulty(reading_of(SAMPLES[0] / "report.pdf")))
    library.close()
    return number


def offers(screen) -> dict[str, str]:
    """The words of each output by its form."""
    found = re.findall(r'<div class="offer"><b>(.*?)</b>(.*?)</div>', htmls(screen))
    return {html.unescape(form): html.unescape(re.sub(r"<[^>]+>", " ", rest)) for form, rest in found}


def test_every_output_has_its_sentence_its_file_name_and_its_button(report, screen):
    opened(screen, report=report, tab="export")
    no_trouble(screen)
    told = offers(screen)
    assert set(told) >= {"标注 PDF", "自查表 Excel", "自查表 Word", "整改通知单", "Excel", "CSV", "Parquet"}
    assert len(screen.get("download_button")) == len(told) == len(ALL)
    names = re.findall(r"<code>([^<]+)</code>", htmls(screen))
    assert len(set(names)) == len(ALL)
    assert all(report in name for name in names)
    assert re.search(r"\d+ 项不符，标在 \d+ 页上", told["标注 PDF"])
    assert re.search(r"不符 \d+ 项，未查 \d+ 项", told["自查表 Excel"])
    assert re.search(r"另标出 \d+ 项尾差", told["标注 PDF（含尾差）"])
    assert re.search(r"\d+ 项待核实", told["整改通知单"])


def test_in_english_too(report, screen):
    opened(screen, report=report, tab="export", lang="en")
    told = offers(screen)
    assert {"Marked PDF", "Self-check, Excel", "Notice"} <= set(told)
    assert not re.search(r"[\u4e00-\u9fff]", "".join(re.sub(r"\S+\.\w+\s*$", "", words) for words in told.values()))


def test_each_button_makes_a_file_of_its_kind(report, empty):
    with Library.open(empty) as library:
        order = Order(library, load(), library.known(report), "zh", library.findings(report))
        made = {offer.key: (offer, offer.make(order)) for offer in ALL if not offer.hindrance(order)}
    assert len(made) == len(ALL)
    for offer, content in made.values():
        assert content.startswith(b"%PDF" if offer.ending == ".pdf" else b"PK")
        if offer.ending == ".zip":
            assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None
    assert len(PdfReader(io.BytesIO(made["marked"][1])).pages) > len(PdfReader(str(SAMPLES[0] / "report.pdf")).pages)
    assert docx.Document(io.BytesIO(made["notice"][1])).tables


def test_what_cannot_be_made_says_why_and_has_no_button(empty, screen):
    with Library.open(empty) as library:
        number = library.save(a_reading(identity=an_identity(""), file="a.xlsx")).report
    opened(screen, report=number, tab="export")
    no_trouble(screen)
    told = offers(screen)
    assert "还没有核对" in told["自查表 Excel"]
    assert "还没有核对" in told["标注 PDF"]
    assert "未生成：缺单位全称" in told["整改通知单"]
    assert len(screen.get("download_button")) == len(re.findall("<code>", htmls(screen))) < len(ALL)
    assert "导出的数字与报告印的完全一样" in texts(screen)

"""The PowerPoint briefing and the one-page brief, opened again: charts hold the facts, every figure its page and its link."""

import io
import re
from decimal import Decimal

import pytest
from docx import Document
from docx.oxml.ns import qn
from pptx import Presentation

from core.export.brief_word import brief
from core.export.briefing import briefing
from core.export.briefing_figures import ReportFigures
from core.export.file_name import file_name
from core.store.library import Library
from tests.conftest import SAMPLES, reading_of
from tests.export.recalculated import OFFICE, by_office
from tests.readings import a_cell, a_fact, a_reading, a_table, an_identity

ADDRESS = "http://127.0.0.1:8765/report?report="
HAN = re.compile("[\u4e00-\u9fff]")


@pytest.fixture(scope="module", params=SAMPLES, ids=lambda path: path.name)
def kept(request, tmp_path_factory, definitions):
    with Library.open(tmp_path_factory.mktemp("briefing")) as library:
        yield library, library.save(reading_of(request.param / "report.pdf")).report


def presentation(kept, definitions, language="zh"):
    return Presentation(io.BytesIO(briefing(*kept, definitions, language)))


def charts(made) -> list:
    return [shape.chart for slide in made.slides for shape in slide.shapes if shape.has_chart]


def texts(made) -> list[str]:
    frames = [shape.text_frame for slide in made.slides for shape in slide.shapes if shape.has_text_frame]
    return [frame.text for frame in frames] + [cell.text for row in rows(made) for cell in row]


def rows(made) -> list:
    tables = [shape.table for slide in made.slides for shape in slide.shapes if shape.has_table]
    return [list(row.cells) for table in tables for row in table.rows]


def links(cells) -> list[str]:
    return [run.hyperlink.address for cell in cells for p in cell.text_frame.paragraphs for run in p.runs if run.hyperlink.address]


def test_seven_slides_of_sixteen_to_nine_with_native_charts(kept, definitions):
    made = presentation(kept, definitions)
    assert len(made.slides) == 7
    assert abs(made.slide_width / made.slide_height - 16 / 9) < 0.001
    assert len(charts(made)) == 5
    assert all(HAN.search(slide.shapes.title.text) for slide in made.slides)


def test_the_numbers_behind_the_charts_are_the_facts(kept, definitions):
    """Exactly, in units of ten thousand yuan, in the order of the figures."""
    topics = {topic.key: topic for topic in ReportFigures(*kept, definitions, "zh").topics()}
    facts = kept[0].facts(kept[1])
    amounts = set(facts["amount_fen"])
    for topic, chart in zip(topics.values(), charts(presentation(kept, definitions)), strict=True):
        assert topic.figures
        assert all(figure.fen in amounts for figure in topic.figures)
        shown = chart.plots[0].series
        if topic.key == "three_public":
            names = list(chart.plots[0].categories)
            values = {(name, series.name): value for series in shown for name, value in zip(names, series.values, strict=True)}
            words = {"executed": "决算数", "budget": next(series.name for series in shown if series.name != "决算数")}
            assert all(Decimal(str(values[figure.name, words[figure.series]])) == figure.wan for figure in topic.figures)
            continue
        parts = shown if len(shown) == 1 else list(shown)[1:]
        values = [next(v for v in of if v is not None) for of in zip(*(series.values for series in parts), strict=True)]
        assert [Decimal(str(value)) for value in values] == [figure.wan for figure in topic.figures][: len(values)]
        assert len(values) == min(len(topic.figures), 8 if len(topic.figures) > 9 else 9)


def test_steps_reach_the_printed_closing_balance(kept, definitions):
    """The invisible base lifts every step to where the one before ended."""
    chart = charts(presentation(kept, definitions))[-1]
    base, up, down = ([Decimal(str(value or 0)) for value in series.values] for series in chart.plots[0].series)
    figures = ReportFigures(*kept, definitions, "zh").balance().figures
    reached = Decimal(0)
    for at, figure in enumerate(figures):
        if figure.sign == 0:
            assert abs(figure.wan - reached) < Decimal("0.05")  # the report's own rounding
            assert base[at] == 0
        else:
            assert (base[at] if figure.sign > 0 else base[at] + down[at]) == reached
            reached = base[at] + up[at]


def test_every_figure_has_its_page_and_its_link(kept, definitions):
    made = presentation(kept, definitions)
    facts = kept[0].facts(kept[1])
    pages = set(facts["page"])
    figures = [row for row in rows(made) if re.search(r"\d", row[1].text)]
    assert len(figures) > 10
    for row in figures:
        page = re.fullmatch(r"第 (\d+) 页", row[-1].text)
        assert int(page[1]) in pages
        (to_page,) = set(links(row))
        assert to_page.startswith(f"{ADDRESS}{kept[1]}&tab=tables&table=")
        table, cell = re.search(r"table=(\d+)&cell=([\d.]+)", to_page).groups()
        place = facts[(facts["table_no"] == int(table)) & (facts["cell_row"].astype(str) + "." + facts["cell_column"].astype(str) == cell)]
        assert [f"{fact.printed} {fact.unit}" for fact in place.itertuples()] == [row[1].text]
        assert list(place["page"]) == [int(page[1])]


def test_every_slide_says_where_it_is_from(kept, definitions):
    report = kept[0].known(kept[1])
    for slide in presentation(kept, definitions).slides:
        words = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        assert f"来源：{report.file}" in words
        assert f"指纹 {report.sha256[:8]}" in words


def test_the_last_slide_says_what_was_not_checked(kept, definitions):
    library, report = kept
    words = "\n".join(shape.text_frame.text for shape in presentation(kept, definitions).slides[6].shapes if shape.has_text_frame)
    states = library.findings_by_state(report)
    assert f"未查 {states.get('not_run', 0)} 项" in words
    assert "简报没有核对报告以外的账" in words
    assert re.search(r"主要的核对(都查了|有 \d+ 项没有查)", words)


def test_in_english_only_names_of_the_report_are_chinese(kept, definitions):
    made = presentation(kept, definitions, "en")
    assert made.slides[1].shapes.title.text == "Where the money comes from"
    assert not [text for text in (slide.shapes.title.text for slide in list(made.slides)[1:]) if HAN.search(text)]


def test_a_report_without_tables_says_so_on_every_slide(tmp_path, definitions):
    with Library.open(tmp_path) as library:
        report = library.save(a_reading(identity=an_identity("", None, "unknown"), tables=())).report
        made = presentation((library, report), definitions)
        page = brief(library, report, definitions)
    assert len(made.slides) == 7
    assert charts(made) == []
    assert sum("没有图" in text or "没有数字" in text for text in texts(made)) == 5
    assert "没有读出" in "\n".join(paragraph.text for paragraph in Document(io.BytesIO(page)).paragraphs)


def test_steps_below_zero_are_plain_columns(tmp_path, definitions):
    lines = (("revenue", "opening_balance", "-5.00"), ("revenue", "total_revenue", "3.00"), ("expenditure", "closing_balance", "-2.00"))
    summary = "revenue_expenditure_summary"
    facts = [
        a_fact(row, 2, printed, int(Decimal(printed) * 1_000_000), table=summary, side=side, line=line, line_name=line)
        for row, (side, line, printed) in enumerate(lines, 1)
    ]
    cells = tuple(a_cell(row, 2, printed, "amount") for row, (_, _, printed) in enumerate(lines, 1))
    table = a_table(table=summary, title="收入支出决算总表", cells=cells, facts=tuple(facts))
    with Library.open(tmp_path) as library:
        made = presentation((library, library.save(a_reading(tables=(table,))).report), definitions)
    (series,) = charts(made)[-1].plots[0].series
    assert list(series.values) == [-5, 3, -2]


def test_control_characters_and_formulas_of_a_report_do_no_harm(tmp_path, definitions):
    with Library.open(tmp_path) as library:
        report = library.save(a_reading(file="a\x0bb" + "长" * 250 + ".pdf", identity=an_identity("=局\x00\x1b"))).report
        made = presentation((library, report), definitions)
        document = Document(io.BytesIO(brief(library, report, definitions)))
        assert file_name(library.known(report), "简报", ".pptx").isprintable()
    assert made.slides[0].shapes.title.text == "=局"
    assert document.paragraphs[0].text == "=局"


def test_the_brief_has_figures_sentences_pages_and_links(kept, definitions):
    library, report = kept
    document = Document(io.BytesIO(brief(library, report, definitions)))
    figures = ReportFigures(library, report, definitions, "zh")
    cells = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    for figure in figures.headlines():
        assert [figure.name, figure.text, f"第 {figure.page} 页"] in cells
    words = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for topic in (figures.functional(), figures.three_public(), figures.balance()):
        assert topic.sentence in words
    targets = [relation.target_ref for relation in document.part.rels.values() if relation.is_external]
    shown = document.element.body.iter(qn("w:hyperlink"))
    assert len(list(shown)) >= 2 * len(figures.headlines()) + 3
    assert all(target.startswith(f"{ADDRESS}{report}&tab=tables&table=") for target in targets)
    assert f"指纹 {library.known(report).sha256[:8]}" in words


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed: whether it opens the files cannot be tried")
def test_libreoffice_opens_both_and_the_brief_is_one_page(tmp_path, kept, definitions):
    import pypdfium2

    for content, ending, pages in ((briefing(*kept, definitions), "pptx", 7), (brief(*kept, definitions), "docx", 1)):
        folder = tmp_path / ending
        folder.mkdir()
        pdf = pypdfium2.PdfDocument(by_office(content, ending, "pdf", folder))
        assert len(pdf) == pages
        text = "".join(pdf[number].get_textpage().get_text_range() for number in range(pages))
        assert HAN.search(text)
        assert library_name(kept) in text.replace(" ", "").replace("\r\n", "")


def library_name(kept) -> str:
    return kept[0].known(kept[1]).unit_name

"""一页纸: the figures of the briefing with their pages, the years with their gaps, a line per head only where it can be told."""

import html
import json
from decimal import Decimal

import pytest

from core.charts.scale import scale_for
from core.definitions import load
from core.export.briefing_figures import HEADLINES, ReportFigures
from core.store.library import Library
from pages.widgets.one_page_years import trend_frame
from tests.metrics.made import made
from tests.pages.reading import at, htmls, texts

PAGE = "pages/views/one_page.py"
STAFF = {
    "facts": ["three_public//total/executed = 8.60"],
    "statements": ["六、其他重要事项 | 年末实有在职人员 | count | 100 | 人 | "],
}


def opened(screen, **address):
    """The one page under an address."""
    return at(screen, PAGE, **address)


def test_an_empty_library_says_what_to_do(empty, screen):
    assert "还没有报告" in texts(opened(screen))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_says_what_the_briefing_says(library, screen, language):
    with Library.open(library) as kept:
        reports = list(kept.reports()["report"])
        figures = {report: ReportFigures(kept, report, load(), language) for report in reports}
        told = {of: ([each.headline(key) for key in HEADLINES], [topic.sentence for topic in each.told()]) for of, each in figures.items()}
    for report, (headlines, sentences) in told.items():
        shown = htmls(opened(screen, report=report, lang=language))
        assert sum(figure is not None for figure in headlines) >= 3
        for figure in filter(None, headlines):
            assert html.escape(figure.text) in shown
            assert f"report={report}&amp;tab=tables&amp;table={figure.table_no}&amp;cell={figure.cell}" in shown
        assert len(sentences) == 3
        for sentence in sentences:
            assert html.escape(sentence) in shown


def test_the_unit_of_an_address_leads_to_its_newest_report(library, screen):
    with Library.open(library) as kept:
        newest = kept.reports().sort_values("fiscal_year").iloc[-1]
    opened(screen, unit=newest["unit_name"])
    assert screen.query_params["report"] == [newest["report"]] or screen.query_params["report"] == newest["report"]


def test_one_year_is_told_and_not_drawn(library, screen):
    shown = texts(opened(screen))
    assert "没有走势可画" in shown
    assert "没有折合到人" in shown


def test_years_without_a_report_are_gaps():
    figure = type("F", (), {"fen": 5})()
    years = {2020: ("a", {"revenue": figure, "expenditure": None}), 2022: ("b", {"revenue": figure, "expenditure": figure})}
    frame = trend_frame(years)
    told = {(row.name, row.year): row.fen for row in frame.itertuples(index=False)}
    assert [year for _, year in told] == [2020, 2021, 2022] * 2
    assert [fen is None for fen in told.values()] == [False, True, False, True, True, False]


def test_three_public_per_head_where_staff_is_told(empty, screen):
    with Library.open(empty) as kept:
        kept.save(made("per head", STAFF, "单位甲甲甲"))
    shown = htmls(opened(screen))
    assert "每年 860 元" in shown
    assert "statement=" in shown


def test_the_unit_of_the_chart_is_said(library, screen):
    with Library.open(library) as kept:
        report = kept.reports()["report"].iloc[0]
        figures = ReportFigures(kept, report, load(), "zh").balance().figures
    scale = scale_for([figure.fen for figure in figures])
    assert all(Decimal(scale.text(figure.fen).replace(",", "")) == round(Decimal(figure.fen) / scale.divisor_fen, 2) for figure in figures)
    opened(screen, report=report)
    (chart,) = screen.get("arrow_vega_lite_chart") or screen.get("vega_lite_chart")
    words = json.dumps(json.loads(chart.proto.spec), ensure_ascii=False)
    assert "万元" in words or "亿元" in words

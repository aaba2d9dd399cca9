"""概览: flow, steps, crossed table and the reports' own figures, each with the table of its numbers and links to their cells."""

import pytest

from core.charts.flows import ALL_FUNDS, APPROPRIATED, flow
from core.charts.printed_charts import CHARTS, parts_of
from core.charts.scale import scale_for
from core.definitions import load
from core.export.briefing_figures import ReportFigures
from core.metrics.values import values
from core.store.library import Library
from tests.pages.reading import htmls, no_trouble, texts

TABLE = '<table class="plain">'


@pytest.fixture
def reports(library):
    """number → facts, figures of the steps, metrics of the year before."""
    with Library.open(library) as kept:
        numbers = list(kept.reports()["report"])
        prior = {chart.key: set(values(kept, chart.prior)["report"]) for chart in CHARTS if chart.prior}
        steps = {number: ReportFigures(kept, number, load(), "zh").balance().figures for number in numbers}
        return {number: (kept.facts(number), steps[number], {key for key, of in prior.items() if number in of}) for number in numbers}


def opened(screen, report, **address):
    screen.switch_page("pages/views/report.py")
    for name, value in {"report": report, "tab": "overview", **address}.items():
        screen.query_params[name] = value
    screen.run()
    no_trouble(screen)
    return screen


def charts(screen) -> list:
    return list(screen.get("arrow_vega_lite_chart") or screen.get("vega_lite_chart"))


def table(screen) -> str:
    return "".join(part for part in htmls(screen).splitlines() if TABLE in part)


@pytest.mark.parametrize("funds", [ALL_FUNDS, APPROPRIATED])
def test_the_table_of_the_flow_has_its_bands(reports, screen, funds):
    for report, (facts, _, _) in reports.items():
        links = flow(facts, funds).links
        scale = scale_for(flow(facts, funds).nodes["amount_fen"])
        shown = opened(screen, report, part="flow", funds=funds)
        assert len(charts(shown)) == 1
        assert table(shown).count("<tr>") == len(links) + 1
        for link in links.itertuples():
            cell = f"&amp;cell={link.cell}" if link.cell else ""
            assert f'table={int(link.table_no)}{cell}" target="_self">{scale.text(link.amount_fen)}</a>' in table(shown)


def test_the_table_of_the_steps_has_the_figures_of_the_briefing(reports, screen):
    for report, (_, figures, _) in reports.items():
        scale = scale_for([figure.fen for figure in figures])
        shown = opened(screen, report, part="steps")
        assert len(charts(shown)) == 1
        for figure in figures:
            assert f'cell={figure.cell}" target="_self">{scale.text(figure.fen)}</a>' in table(shown)


def test_without_a_crossed_table_there_is_a_sentence(reports, screen):
    shown = opened(screen, next(iter(reports)), part="crossed")
    assert "没有公布功能分类与经济分类交叉的表" in texts(shown)
    assert not charts(shown)


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.key)
def test_the_reports_own_figures_are_drawn_or_said_to_be_missing(reports, screen, chart):
    for report, (facts, _, told) in reports.items():
        shown = opened(screen, report, part="figures", figure=chart.key)
        if chart.prior:
            assert len(charts(shown)) == (chart.key in told)
            assert ("（推算）" in table(shown)) == (chart.key in told)
            continue
        parts = parts_of(facts, chart)
        assert len(charts(shown)) == (len(parts) > 1)
        scale = scale_for(parts["amount_fen"])
        assert all(scale.text(fen) in table(shown) for fen in parts["amount_fen"])
        assert ("只有这一项" in texts(shown)) == (len(parts) == 1)

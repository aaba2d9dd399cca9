"""报告 › 绩效: projects, the chart and its numbers, indicators by level, deductions with and without a reason, score sheets."""

import html
import io
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from core.model import Box, Funding, Indicator, Place, Problem, Project, SheetScore
from core.store.library import Library
from tests.pages.reading import component, htmls, texts
from tests.pages.test_report_page import opened
from tests.readings import a_reading, place

PAGE_2 = place(2)


def indicator(name: str, score: str, reason: str = "", level2: str = "数量指标", at: Place = PAGE_2) -> Indicator:
    return Indicator("产出指标", level2, name, "≥", "90", "%", "95%", "10", score, reason, at)


def project(name: str, executed: str, score: str, *indicators: Indicator) -> Project:
    money = Funding("total", "", "100.00", executed, "10", "", "", place(1))
    return Project("project_self_evaluation", name, "某局", "某中心", score, "100", place(1), (money,), indicators)


FIRST = (indicator("**培训**", "8", "疫情影响"), indicator("验收", "9", "无"), indicator("按时完成", "10", level2="时效"))
PROJECTS = (
    project("甲<b>项目</b>", "80.00", "95", *FIRST),
    project("乙项目", "100.00", "100", indicator("满意度", "10")),
)
SCORES = (SheetScore("评分表", "决策", "立项", "10", "9.5", place(3)), SheetScore("评分表", "决策", "目标", "10", "10", place(3)))


def kept(folder: Path, **parts) -> str:
    """The number of a report of four empty pages that says what it is given."""
    pages = io.BytesIO()
    canvas = Canvas(pages, pagesize=(595, 842))
    for _page in range(4):
        canvas.drawString(72, 720, "a page")
        canvas.showPage()
    canvas.save()
    with Library.open(folder) as library:
        sha256 = library.keep_stream(io.BytesIO(pages.getvalue()), "report.pdf").sha256
        return library.save(a_reading(sha256=sha256, **parts)).report


@pytest.fixture
def number(empty) -> str:
    return kept(empty, projects=PROJECTS, scores=SCORES)


def shown(screen) -> list[list[str]]:
    """The rows of the table, texts only."""
    rows: dict[int, list[str]] = {}
    for cell in component(screen, "performance_")["cells"]:
        rows.setdefault(cell["row"], []).append(cell["text"])
    return list(rows.values())


def test_projects_with_their_money_and_the_way_to_their_indicators(number, screen):
    opened(screen, tab="performance", report=number)
    head, first, second = shown(screen)
    assert head[0] == "项目名称"
    assert first == ["甲<b>项目</b>", "项目绩效自评表", "某局", "某中心", "100.00", "80.00", "80.00", "95", "1"]
    assert second[0] == "乙项目"
    name = next(cell for cell in component(screen, "performance_")["cells"] if cell["text"] == "乙项目")
    targets = [target for _text, _words, target, *_more in name["notes"]]
    assert f"report?report={number}&tab=performance&view=indicators&project=1" in targets
    assert name["box"]


def test_the_chart_and_the_table_below_have_the_same_numbers(number, screen):
    opened(screen, tab="performance", report=number, view="scored")
    assert len(screen.get("vega_lite_chart")) == 1
    words = htmls(screen)
    assert html.escape("甲<b>项目</b>") in words
    assert "<b>项目" not in words
    for text in ("80.00 ÷ 100.00", ">80.00<", ">95<", ">100.00<", ">100<"):
        assert text in words


def test_one_project_makes_no_chart(empty, screen):
    number = kept(empty, projects=PROJECTS[:1])
    opened(screen, tab="performance", report=number, view="scored")
    assert not screen.get("vega_lite_chart")
    assert "不到 2 个" in texts(screen)


def test_indicators_stand_under_their_levels(number, screen):
    opened(screen, tab="performance", report=number, view="indicators", project="0", row="2")
    given = component(screen, "performance_")
    assert given["chosen"] == "2.2"
    spans = {cell["text"]: cell["row_span"] for cell in given["cells"]}
    assert (spans["产出指标"], spans["数量指标"], spans["时效"]) == (3, 2, 1)
    assert shown(screen)[1] == ["产出指标", "数量指标", "**培训**", "≥90%", "95%", "10", "8", "疫情影响", "2"]
    screen.selectbox(key="performance_project").select(1).run()
    assert shown(screen)[1][2] == "满意度"


def test_a_row_ends_where_the_next_begins(empty, screen):
    """A merged cell makes the place of its first row as tall as all its rows."""
    tall = Place(2, Box(50.0, 100.0, 120.0, 400.0))
    rows = (indicator("一", "10", at=tall), indicator("二", "10", at=place(2, top=200.0)), indicator("三", "10", at=place(2, top=300.0)))
    number = kept(empty, projects=(project("丁项目", "1.00", "100", *rows),))
    opened(screen, tab="performance", report=number, view="indicators")
    boxes = {cell["text"]: cell["box"] for cell in component(screen, "performance_")["cells"] if cell["kind"] == "label"}
    assert boxes["一"][1] == pytest.approx(100 / 842)
    assert boxes["一"][3] == boxes["二"][1] == pytest.approx(200 / 842)
    assert boxes["二"][3] == pytest.approx(212.5 / 842)


def test_deductions_tell_whether_a_reason_is_given(number, screen):
    opened(screen, tab="performance", report=number, view="deductions")
    assert "2 项指标没有得满分：✓ 写了原因 1，✕ 没有写原因 1" in texts(screen)
    rows = shown(screen)[1:]
    assert [(row[-3], row[-2]) for row in rows] == [("2", "✓ 疫情影响"), ("1", "✕ 没有写原因")]


def test_score_sheets_tell_what_is_lost(number, screen):
    opened(screen, tab="performance", report=number, view="scores")
    assert shown(screen)[1:] == [["评分表", "决策", "立项", "10", "9.5", "0.5", "3"], ["目标", "10", "10", "", "3"]]


def test_a_report_without_performance_tables_says_so(empty, screen):
    opened(screen, report=kept(empty), tab="performance")
    assert "没有绩效表" in texts(screen)


def test_a_file_without_pages_shows_its_places(empty, screen):
    there = Place(locator="绩效!C7")
    rows = (indicator("培训", "8", at=there),)
    form = Project("project_self_evaluation", "丙项目", "", "", "", "", there, (), rows)
    with Library.open(empty) as library:
        number = library.save(a_reading(projects=(form,))).report
    opened(screen, report=number, tab="performance", view="indicators")
    given = component(screen, "performance_")
    assert given["pages"] == []
    assert shown(screen)[1][-1] == "绩效!C7"
    opened(screen, report=number, tab="performance", view="scores")
    assert "没有评分表" in texts(screen)


def test_rows_read_from_a_scan_say_so(empty, screen):
    problem = Problem("pages_recognised", "", {"pages": "2", "count": 1}, Place(2))
    report = kept(empty, projects=PROJECTS, problems=(problem,))
    screen = opened(screen, report=report, tab="performance", view="indicators")
    rows = [cell for cell in component(screen, "performance_")["cells"] if cell["kind"] == "label"]
    assert {cell["doubt"] for cell in rows} == {"扫描识别"}
    assert all("扫描识别" in cell["label"] for cell in rows)
    assert "3 个是扫描识别的（第 2 页）" in texts(screen)
    screen = opened(screen, report=report, tab="performance", view="projects")
    assert {cell["doubt"] for cell in component(screen, "performance_")["cells"]} == {""}

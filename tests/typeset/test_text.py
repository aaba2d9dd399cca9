"""The marks in the wordings, the arithmetic of what is told, charts and forms: what the goldens of the text rest on."""

from dataclasses import replace
from decimal import Decimal

import pytest

from core.errors import DefinitionError
from core.typeset.chance import random_figures, random_layout
from core.typeset.charts import drawing
from core.typeset.evaluation import Fund, check_points
from core.typeset.figures import FUNDS, check, read_figures
from core.typeset.layout import Layout, read_layout
from core.typeset.marks import read_marks, unmarked_figures
from core.typeset.narrative import Chart, Paragraph, Story
from core.typeset.performance import performance_sheets
from core.typeset.phrases import percent, whole_percent
from core.typeset.samples import SAMPLES
from core.typeset.sheet import SheetCell
from core.typeset.spans import rows_of_page
from core.typeset.words import definitions

UNITS = tuple(definitions("narrative")["phrase"]["units"])
TEXTS = ("central", "shandong", "vertical")
SAMPLE_NAMES = sorted(path.parent.name for path in SAMPLES.glob("*/figures.toml"))


def told_of(marked):
    return [(one.subject, one.measure, one.value, one.unit, one.basis, one.line_code) for one in read_marks(marked, UNITS, "。")[1]]


def test_marks_are_not_printed_and_say_what_figures_are():
    marked = "与[@上年]相比，[收入][#206]<up>增加<delta>1,234.50 万元。[=支出]占<share_percent 总支出>3.00%，<delta>2万元。"
    assert read_marks(marked, UNITS, "。")[0] == "与上年相比，收入增加1,234.50 万元。占3.00%，2万元。"
    assert told_of(marked) == [
        ("收入", "direction", "up", "", "上年", "206"),
        ("收入", "delta", "1234.50", "万元", "上年", "206"),
        ("支出", "share_percent", "3.00", "%", "总支出", ""),
        ("支出", "delta", "2", "万元", "", ""),
    ]


def test_a_figure_is_told_with_its_own_sentence():
    _, told = read_marks("甲。[乙]为<current>1万元。丙。", UNITS, "。")
    assert [one.sentence for one in told] == ["乙为1万元。"]


def test_a_mark_that_no_number_follows_is_refused():
    with pytest.raises(DefinitionError, match="text_mark_without_figure"):
        read_marks("[甲]<current>很多", UNITS, "。")


def paragraphs(seed, text):
    story = Story(random_figures(seed, items=5), random_layout(seed, narrative=True, text=text))
    blocks = [block for part in ("overview", "explanation") for section in story.sections(part) for block in section.blocks]
    return [block for block in blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize("text", TEXTS)
def test_figures_without_a_mark_are_those_that_state_nothing(text):
    """Thresholds inside names, a formula, how many units the overview counts, amounts inside the names of parts."""
    found = {figure for seed in range(12) for block in paragraphs(seed, text) for figure in unmarked_figures(block.text, block.told, UNITS)}
    assert found <= {"100万元", "50万元", "100%", "1个", "2个", "3个"}


@pytest.mark.parametrize("text", TEXTS)
def test_changes_follow_from_the_figures(text):
    """A percentage of change belongs to the change and the amount told with it."""
    checked = 0
    for seed in range(12):
        for paragraph in paragraphs(seed, text):
            for amount, delta, rate, sign in changes(paragraph.told):
                before = amount - sign * delta
                if before > 10:  # the rounding of smaller amounts hides the percentage
                    assert abs(rate - 100 * delta / before) <= Decimal("0.06") + rate / 500, paragraph.text
                    checked += 1
    assert checked > 20


def changes(told):
    """(amount, change, percentage, sign) of every amount that is followed by its change."""
    for five in zip(*(told[shift:] for shift in range(5)), strict=False):
        measures = [one.measure for one in five]
        if measures == ["current", "direction", "delta", "direction", "percent_change"] and len({one.subject for one in five}) == 1:
            amount, direction, delta, _, rate = (one.value for one in five)
            yield Decimal(amount), Decimal(delta), Decimal(rate), 1 if direction == "up" else -1


@pytest.mark.parametrize(
    ("part", "whole", "printed", "rounded"),
    [
        (1, 3, "33.33", "33"),
        (2, 3, "66.67", "67"),
        (1, 8, "12.50", "13"),
        (0, 5, "0.00", "0"),
        (5, 0, "0.00", "0"),
        (7, 1, "700.00", "700"),
    ],
)
def test_percentages_are_rounded_half_up(part, whole, printed, rounded):
    assert (percent(part, whole), whole_percent(part, whole)) == (printed, rounded)


@pytest.mark.parametrize("seed", range(12))
def test_last_year_balances_and_ends_where_this_year_begins(seed):
    figures = random_figures(seed)
    check(figures)
    with pytest.raises(DefinitionError, match="last year"):
        check(replace(figures, prior={**figures.prior, "appropriation": figures.prior["appropriation"] + 1}))
    assert sum(figures.closing((fund,)) for fund in FUNDS) == figures.closing()


def test_all_seven_charts_stand_in_a_sample():
    story = Story(read_figures(SAMPLES / "shandong_form" / "figures.toml"), read_layout("shandong"))
    charts = [block for section in story.sections("explanation") for block in section.blocks if isinstance(block, Chart)]
    assert [chart.caption[:2] for chart in charts] == [f"图{number}" for number in range(1, 8)]
    assert [chart.kind for chart in charts] == ["bars", "pie", "pie", "bars", "bars", "pie", "pie"]
    for chart in charts:
        assert len(chart.slices) > 1
        assert drawing(chart).contents


@pytest.mark.parametrize(("slices", "pies"), [((("甲", 5),), 0), ((), 0), ((("甲", 5), ("乙", 1)), 1)])
def test_a_pie_of_one_slice_is_a_card(slices, pies):
    kinds = [type(thing).__name__ for thing in drawing(Chart("pie", "图", slices)).contents]
    assert kinds.count("Pie") == pies


def test_execution_earns_its_share_of_points_and_never_more():
    assert (Fund(0, 300, 200).rate(), Fund(0, 300, 200).points()) == ("66.67", Decimal("6.67"))
    assert Fund(0, 100, 120).points() == 10
    assert Fund(0, 0, 0).rate() == ""


@pytest.mark.parametrize("seed", range(12))
def test_points_of_forms_are_a_hundred_and_scores_their_sums(seed):
    figures = random_figures(seed)
    layout = Layout(performance_form="central")
    for sheet in performance_sheets(figures, layout):
        records = [cell.record for row in sheet.body for cell in row if cell and cell.record]
        projects = [record for record in records if type(record).__name__ == "GoldenProject"]
        if sheet.table == "project_self_evaluation":
            money = next(record for record in records if type(record).__name__ == "GoldenFunding")
            goals = [record for record in records if type(record).__name__ == "GoldenIndicator"]
            assert sum(Decimal(row.weight) for row in (money, *goals)) == Decimal(projects[0].weight_total) == 100
            assert sum(Decimal(row.score) for row in (money, *goals)) == Decimal(projects[0].score)
            assert all(row.reason for row in goals if row.score != row.weight)


@pytest.mark.parametrize("name", SAMPLE_NAMES)
def test_points_of_the_samples_are_a_hundred(name):
    figures = read_figures(SAMPLES / name / "figures.toml")
    check_points(figures.projects, figures.whole, figures.score_sheets)
    assert any(goal.lost and goal.reason for project in figures.projects for goal in project.goals)
    project = next(project for project in figures.projects if project.goals)
    with pytest.raises(DefinitionError, match="figures_inconsistent"):
        check_points((replace(project, goals=project.goals[1:]),), None, ())


def test_a_merged_cell_goes_on_as_an_empty_one_on_the_next_page():
    rows = ((SheetCell("甲", rows=3), SheetCell("1")), (None, SheetCell("2")), (None, SheetCell("3")))
    assert shape(rows_of_page(rows, 0, 2)) == [[("甲", 2), ("1", 1)], [None, ("2", 1)]]
    assert shape(rows_of_page(rows, 2, 3)) == [[("", 1), ("3", 1)]]


def shape(rows):
    return [[cell and (cell.text, cell.rows) for cell in row] for row in rows]

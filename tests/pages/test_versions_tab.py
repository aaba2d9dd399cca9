"""报告 › 版本 and the line on the card: what changed, what became of the findings, the way in for the next version, other reports."""

import re
from dataclasses import replace

import pytest

from core.definitions import load
from core.model import Identity, Receipt
from core.over.versions import difference, in_brief
from core.store.library import Library, library_folder
from pages.widgets.newer_version import other_than
from tests.conftest import SAMPLES, reading_of
from tests.over.reports import kept as kept_reports
from tests.over.reports import printed, unit_figures
from tests.over.test_versions import with_faults
from tests.pages.reading import htmls, no_trouble, texts

REPORT = "pages/views/report.py"
UNIT = "示例市科学技术局"


def opened(screen, **address: str):
    screen.run()
    screen.switch_page(REPORT)
    for name, value in {"tab": "versions", **address}.items():
        screen.query_params[name] = value
    screen.run()
    assert not screen.exception, [element.value for element in screen.exception]
    return screen


@pytest.fixture
def two(empty):
    """Two versions of the first sample, the second without the mistake of the first: their numbers."""
    reading = reading_of(SAMPLES[0] / "report.pdf")
    with Library.open(empty) as library:
        old, new = (library.save(each) for each in (with_faults(reading, "ab", ("expenditure", 3)), with_faults(reading, "cd")))
        said = in_brief(difference(library, old, new), load(), "zh")
    return old.report, new.report, said


@pytest.fixture
def years(empty, tmp_path):
    """Two years of a unit, printed and read: the number of the second year's report."""
    first = unit_figures(UNIT, 2022)
    paths = printed(tmp_path / "files", {"first": first, "second": unit_figures(UNIT, 2023, 120, first)}, text="shandong")
    with kept_reports(empty, paths) as library:
        return library.cursor().execute("SELECT report FROM report WHERE fiscal_year = 2023").fetchone()[0]


def test_the_second_version_says_what_it_changed_and_solved(two, screen):
    _old, new, said = two
    opened(screen, report=new)
    assert said in texts(screen).replace("\\", "")
    assert re.match(r"第 2 版：改动 1 格，说明改动 0 处；不符已解决 \d+，新出现 0，仍在 0$", said)
    assert next(group for group in screen.segmented_control if group.key == "fate_choice").value == "solved"
    assert "看上一版" in htmls(screen)
    assert htmls(screen).count("看原页") == 2


def test_the_first_version_says_what_to_do(two, screen):
    old, _new, _said = two
    opened(screen, report=old)
    assert "这是第 1 版，资料库里最新的是第 2 版" in texts(screen)


def test_the_card_offers_the_comparison(two, screen):
    _old, new, said = two
    screen.run()
    with Library.open(library_folder()) as library:
        receipt = receipt_of(library, new)
    screen.session_state["receipts"] = [receipt]
    screen.run()
    assert said in htmls(screen)
    assert f"report={new}&amp;tab=versions" in htmls(screen)


def test_what_became_of_findings_is_in_the_address(two, screen):
    _old, new, _said = two
    opened(screen, report=new, fate="still")
    assert "没有这样的结果" in texts(screen)


def test_the_report_beside_last_years(years, screen):
    opened(screen, report=years)
    no_trouble(screen)
    assert "上年末结转和结余等于本年初结转和结余" in texts(screen)
    assert "资料库里没有" in htmls(screen)  # the budget
    assert "没有核对" in htmls(screen)
    toggle = next(each for each in screen.toggle if each.key == "agreeing_OV-01")
    toggle.set_value(True).run()
    assert "2022 年度决算《收入支出决算总表》年末结转和结余" in htmls(screen)
    assert re.search(r"report=\w+&amp;tab=tables&amp;table=\d+&amp;cell=\d+\.\d+", htmls(screen))


def test_a_changed_file_becomes_the_next_version(years, screen, tmp_path):
    first = unit_figures(UNIT, 2022)
    (path,) = printed(tmp_path / "changed", {"second": unit_figures(UNIT, 2023, 121, first)}, text="shandong")
    opened(screen, report=years)
    brought(screen, path)
    no_trouble(screen)
    assert screen.query_params["report"] not in (years, [years])
    assert "第 2 版" in texts(screen)


def test_a_file_of_another_year_is_asked_about(years, screen, tmp_path):
    (path,) = printed(tmp_path / "other", {"other": unit_figures(UNIT, 2021)}, text="shandong")
    opened(screen, report=years)
    brought(screen, path)
    assert "这份是 2021 年度，与第 1 版不同年度。作为新报告导入？" in texts(screen).replace("\\", "")
    labels = [button.label for button in screen.button]
    assert {"作为新报告导入", "不导入"} <= set(labels)
    next(button for button in screen.button if button.label == "不导入").click().run()
    assert "不同年度" not in texts(screen)


def brought(screen, path) -> None:
    uploader = next(each for each in screen.file_uploader if str(each.key).startswith("newer_"))
    uploader.set_value((path.name, path.read_bytes(), "application/pdf")).run()


@pytest.mark.parametrize(
    ("changes", "parts"),
    [({}, 0), ({"fiscal_year": 2022}, 1), ({"unit_name": "别的单位", "kind": "budget"}, 2), ({"fiscal_year": None}, 1)],
)
def test_in_what_a_file_is_of_another_report(two, screen, changes, parts):
    with Library.open(library_folder()) as library:
        report = library.known(two[0])
    identity = Identity(report.unit_name, report.fiscal_year, report.kind)
    assert len(other_than(report, replace(identity, **changes))) == parts


def receipt_of(library, number: str) -> Receipt:
    report = library.known(number)
    return Receipt(report.file, report.sha256, number, "imported", version=report.version)


def test_what_only_last_year_contradicts_is_told_beside_the_checks_and_offered_as_a_letter(years, screen):
    opened(screen, report=years, tab="checks")
    assert "与其他报告不符" not in texts(screen)
    with Library.open(library_folder()) as library:
        moved = """UPDATE fact SET amount_fen = amount_fen + 5000000 WHERE report <> ? AND line = 'closing_balance'
            AND "table" = 'revenue_expenditure_summary'"""
        library.cursor().execute(moved, [years])
        library.record("read_again", "first.pdf")
    opened(screen, report=years, tab="checks")
    assert re.search(r"\[✕ 与其他报告不符 1 项\]\(report\?.*tab=versions", texts(screen))
    opened(screen, report=years, tab="export")
    assert re.search(r"\d+ 项待核实，其中 1 项与其他报告不符", htmls(screen))

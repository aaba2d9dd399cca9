"""报告 › 核对 and 操作记录: a figure corrected with its consequences told, exceptions, findings looked at, everything taken back."""

import json
import re

import pytest

from core.store.library import Library
from tests.pages.reading import button, component, htmls, no_trouble, texts
from tests.pages.test_checks_tab import faulty, kept, strip  # noqa: F401  (a fixture)
from tests.pages.test_report_page import opened

LOG = "pages/views/log.py"
WHO = "李四"


@pytest.fixture
def printed_wrong(library) -> str:
    """A report with one amount corrected wrongly, so that findings fail; nobody has given a name in its library."""
    from core.correct import correct, of_fact
    from core.definitions import load

    with Library.open(library) as opened_library:
        report = opened_library.selection()[0]
        facts = opened_library.facts(report)
        number = int(facts[(facts["table"] == "expenditure") & (facts["role"] == "total")]["fact_no"].iloc[0])
        correct(opened_library, of_fact(opened_library, report, number, "1.00", "试改"), load(), WHO)
    return report


def pressed(screen, key: str):
    screen.button(key=key).click().run()
    no_trouble(screen)


def field(screen, label: str):
    return next(each for each in screen.text_input if each.label == label)


def failures(screen) -> int:
    return int(strip(screen)["不符"])


def test_a_figure_is_corrected_and_the_consequences_told_before_are_what_comes(printed_wrong, screen):
    opened(screen, report=printed_wrong, tab="checks", state="fail")
    before = failures(screen)
    pressed(screen, "act_correct")
    assert button(screen, "保存").disabled
    right = screen.selectbox[-1].options[0]
    assert "已更正为 1.00" in right
    value = right.split("已更正为")[0].split()[-1]
    field(screen, "更正为").set_value(value).run()
    told = next(each.value for each in screen.markdown if "此改动会使" in each.value)
    assert "由“:red[**✕ 不符**]”变为" in told
    field(screen, "理由").set_value("对照原页").run()
    assert button(screen, "保存").disabled
    field(screen, "您的姓名").set_value(WHO).run()
    button(screen, "保存").click().run()
    no_trouble(screen)
    assert failures(screen) < before
    assert "已更正：1\\.00 改为" in texts(screen)
    pressed(screen, "undo_just_done")
    assert failures(screen) == before


def test_what_cannot_stand_there_is_said_and_not_saved(printed_wrong, screen):
    opened(screen, report=printed_wrong, tab="checks", state="fail")
    pressed(screen, "act_correct")
    field(screen, "理由").set_value("对照原页").run()
    field(screen, "您的姓名").set_value(WHO).run()
    field(screen, "更正为").set_value("约三百").run()
    assert "要填一个数" in texts(screen)
    assert button(screen, "保存").disabled
    field(screen, "更正为").set_value("1.00").run()
    assert "没有要改的" in texts(screen)
    assert button(screen, "保存").disabled


def test_a_finding_is_accepted_with_a_reason_and_says_so(printed_wrong, library, screen):
    opened(screen, report=printed_wrong, tab="checks", state="fail")
    pressed(screen, "act_as_printed")
    assert button(screen, "保存").disabled
    field(screen, "理由").set_value("主管部门口径").run()
    field(screen, "您的姓名").set_value(WHO).run()
    button(screen, "保存").click().run()
    no_trouble(screen)
    assert "项已说明" in texts(screen)
    lines = [cell["text"] for cell in component(screen, "checks_")["cells"] if cell["kind"] == "said"]
    assert any(line.startswith("○ 原文如此：主管部门口径") for line in lines)
    screen.switch_page(LOG).run()
    no_trouble(screen)
    assert re.search(r"原文如此：主管部门口径.*　关于：.{6}", htmls(screen))


def test_nobody_looks_at_findings_without_a_name_and_a_second_look_takes_it_back(printed_wrong, screen):
    opened(screen, report=printed_wrong, tab="checks", state="fail")
    pressed(screen, "act_doubted")
    field(screen, "您的姓名").set_value(WHO).run()
    button(screen, "确定").click().run()
    for press, marked in (("act_doubted", True), ("act_doubted", False)):
        first = str(component(screen, "checks_")["chosen"])
        opened(screen, report=printed_wrong, tab="checks", state="fail", finding="")
        pressed(screen, press)
        words = [cell["text"] for cell in component(screen, "checks_")["cells"] if cell["kind"] == "said"]
        assert any(text.startswith("? 存疑") for text in words) == marked, (first, words)


def test_the_keys_of_the_list_are_told_to_the_browser(printed_wrong, screen):
    opened(screen, report=printed_wrong, tab="checks", state="fail")
    assert component(screen, "checks_")["keys"] == {"Enter": "confirmed", "f": "doubted", "e": "correct"}


def test_a_log_without_entries_says_what_will_be_there(empty, screen):
    screen.switch_page(LOG).run()
    no_trouble(screen)
    assert "还没有操作" in texts(screen)
    assert button(screen, "去资料库")


def test_the_log_tells_who_did_what_and_takes_it_back(printed_wrong, library, screen):
    screen.switch_page(LOG).run()
    no_trouble(screen)
    words = htmls(screen)
    assert "支出决算表 合计" in words
    assert "改为 1.00" in words
    assert WHO in words
    assert "未留名" in words  # the import
    with Library.open(library) as closed_before:
        number = closed_before.changes()[-1].number
    pressed(screen, f"log_undo_{number}")
    field(screen, "您的姓名").set_value("王五").run()
    button(screen, "确定").click().run()
    pressed(screen, f"log_undo_{number}")
    assert f"撤销第 {number} 条" in htmls(screen)
    assert "王五" in htmls(screen)


def test_the_log_is_narrowed_by_kind_and_kept_in_the_address(printed_wrong, screen):
    screen.switch_page(LOG)
    screen.query_params["kind"] = "correct"
    screen.run()
    no_trouble(screen)
    assert "1 条记录" in texts(screen)
    screen.selectbox(key="log_kind").set_value("").run()
    assert "kind" not in screen.query_params
    assert "1 条记录" not in texts(screen)


def test_the_log_can_be_taken_away_and_replayed(printed_wrong, library):
    from core.corrections import replayed
    from pages.views.log import _as_csv, _as_json

    with Library.open(library) as opened_library:
        history, changes = opened_library.history(), opened_library.changes()
    assert replayed(json.loads(_as_json(history))) == changes
    assert _as_csv(history).decode("utf-8-sig").count("\n") == len(history) + 1


def test_the_log_says_whether_anything_was_altered(printed_wrong, library, screen):
    screen.switch_page(LOG).run()
    button(screen, "核验有没有被改过").click().run()
    no_trouble(screen)
    assert "没有被改过" in screen.success[0].value
    with (library / "events.log").open("a", encoding="utf-8") as file:
        file.write("{}\n")
    button(screen, "核验有没有被改过").click().run()
    assert "被改过" in screen.error[0].value
    assert "events" in texts(screen)


def test_a_table_shows_the_corrected_figure_or_the_printed_one(printed_wrong, library, screen):
    with Library.open(library) as opened_library:
        fact = opened_library.facts(printed_wrong).query("corrected != ''").iloc[0]

    def shown() -> dict:
        return next(
            cell
            for cell in component(screen, "sheet_")["cells"]
            if (cell["row"], cell["column"]) == (fact["cell_row"], fact["cell_column"])
        )

    opened(screen, report=printed_wrong, tab="tables", table=str(fact["table_no"]))
    assert (shown()["text"], shown()["doubt"]) == ("1.00", f"已更正为 1.00，原印 {fact['printed']}")
    opened(screen, report=printed_wrong, tab="tables", table=str(fact["table_no"]), **{"as": "printed"})
    assert (shown()["text"], shown()["doubt"]) == (fact["printed"], "")


def test_the_year_of_a_report_is_corrected_where_its_evidence_is_shown(printed_wrong, library, screen):
    from streamlit.testing.v1 import AppTest

    def evidence(number: str) -> None:
        from pages.widgets.report_card import evidence_of
        from pages.widgets.stock import library

        evidence_of(library().known(number))

    shown = AppTest.from_function(evidence, kwargs={"number": printed_wrong}, default_timeout=60).run()
    assert not shown.exception
    year = next(each for each in shown.selectbox if each.label == "年度")
    year.select(year.value - 1).run()
    assert any("此改动会使" in each.value for each in shown.markdown)
    why, who = ([each for each in shown.text_input if each.label == label][-1] for label in ("理由", "您的姓名"))
    why.set_value("封面印错")
    who.set_value(WHO).run()
    button(shown, "保存").click().run()
    assert not shown.exception
    with Library.open(library) as opened_library:
        assert opened_library.known(printed_wrong).fiscal_year == year.value
        assert opened_library.changes()[-1].why == "封面印错"

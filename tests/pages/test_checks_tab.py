"""报告 › 核对 and 规则与口径: the counts, the sentence, the list, the boxes on the page, the suspicious figure; every check in words."""

import io
import re
from dataclasses import replace

import pytest

from core.checks.catalogue import catalogue
from core.checks.run import check_report
from core.checks.shown import measured
from core.definitions import load
from core.model import Reading
from core.store.library import Library
from tests.conftest import SAMPLES, reading_of
from tests.pages.reading import button, component, htmls, no_trouble, texts
from tests.pages.test_report_page import opened

SAMPLE = SAMPLES[0] / "report.pdf"
WRONG = 100_000_000  # fen a figure is changed by
RULES = "pages/views/rules.py"
MEASURES = {"cells", "cells_wrong", "table_faults", "narrative_faults", "score_faults", "suspect_first", "false_alarms"}


def with_a_fault(reading: Reading) -> tuple[Reading, str]:
    """The reading with one amount in the middle of a table changed, and what the amount was printed as."""
    number, table = next((n, table) for n, table in enumerate(reading.tables) if table.table == "expenditure")
    at = next(n for n, fact in enumerate(table.facts) if fact.role == "detail" and fact.amount_fen > 0)
    right = table.facts[at]
    wrong = replace(right, amount_fen=right.amount_fen + WRONG)
    tables = list(reading.tables)
    tables[number] = replace(table, facts=(*table.facts[:at], wrong, *table.facts[at + 1 :]))
    changed = replace(reading, tables=tuple(tables), findings=())
    return replace(changed, findings=check_report(changed, load())), right.printed


def kept(folder, reading: Reading) -> str:
    with Library.open(folder) as library:
        library.keep_stream(io.BytesIO(SAMPLE.read_bytes()), "report.pdf")
        return library.save(reading).report


@pytest.fixture
def faulty(empty) -> tuple[str, str]:
    reading, printed = with_a_fault(reading_of(SAMPLE))
    return kept(empty, reading), printed


def lines(screen) -> list[str]:
    return [cell["text"] for cell in component(screen, "checks_")["cells"] if cell["kind"] in ("said", "member")]


def strip(screen) -> dict[str, str]:
    """The counts by word."""
    control = next(group for group in screen.segmented_control if group.key == "check_kind")
    found = [re.search(r"(\S) (\S+?) (\d+)", option) for option in control.options]
    return {match[2].strip("*"): match[3] for match in found}


def test_a_seeded_fault_is_one_line_with_its_figure_and_the_value_that_agrees(faulty, screen):
    number, printed = faulty
    opened(screen, report=number, tab="checks")
    assert int(strip(screen)["不符"]) > 1
    assert "请核实" in texts(screen)
    assert "主要的核对都做了" not in texts(screen)
    given = component(screen, "checks_")
    assert len(lines(screen)) < int(strip(screen)["不符"])
    chosen = next(cell for cell in given["cells"] if f"{cell['row']}.{cell['column']}" == given["chosen"])
    suspect = next(text for text, *_rest in chosen["notes"] if "最可疑" in text)
    assert f"{printed} 万元" in suspect or printed in suspect
    marks = given["marks"][str(chosen["row"])]
    assert [mark[2] for mark in marks].count(True) == 1
    shown = {page["number"] for page in given["pages"] if page["image"]}
    assert {mark[0] for mark in marks} <= shown


def test_a_link_to_a_member_opens_its_group(faulty, screen):
    number, _printed = faulty
    opened(screen, report=number, tab="checks")
    notes = next(cell["notes"] for cell in component(screen, "checks_")["cells"] if "同一原因" in cell["text"])
    target = [target for _text, words, target, _small in notes if words == "看这一项"][1]
    finding = re.search(r"finding=(\d+)", target)[1]
    before = len(lines(screen))
    opened(screen, report=number, tab="checks", finding=finding)
    assert len(lines(screen)) > before
    given = component(screen, "checks_")
    chosen = next(cell for cell in given["cells"] if f"{cell['row']}.{cell['column']}" == given["chosen"])
    assert chosen["kind"] == "member"
    assert any("看表格" in note for note in chosen["notes"])


def test_filters_stay_in_the_address(library, screen):
    with Library.open(library) as opened_library:
        number = opened_library.reports()["report"].iloc[0]
    opened(screen, report=number, tab="checks", state="pass")
    everything = len(lines(screen))
    about = screen.selectbox(key="checks_about")
    about.select(about.options.index("《支出决算表》") if "《支出决算表》" in about.options else 1)
    about.set_value("expenditure").run()
    no_trouble(screen)
    assert screen.query_params["about"] in ("expenditure", ["expenditure"])
    assert 0 < len(lines(screen)) < everything


def test_a_report_without_tables_is_never_green(empty, screen):
    reading = replace(reading_of(SAMPLE), tables=(), findings=())
    number = kept(empty, replace(reading, findings=check_report(reading, load())))
    opened(screen, report=number, tab="checks")
    assert "不能视为通过" in texts(screen)
    assert "主要的核对都做了" not in texts(screen)
    assert int(strip(screen)["未查"]) > 50


def test_a_report_that_was_never_checked_says_so(empty, screen):
    opened(screen, report=kept(empty, replace(reading_of(SAMPLE), findings=())), tab="checks")
    assert "还没有核对" in texts(screen)


def test_the_card_tells_the_counts_and_the_first_that_differ(faulty, screen):
    from streamlit.testing.v1 import AppTest

    def card(number: str) -> None:
        from pages.widgets.report_card import report_card
        from pages.widgets.stock import library

        report_card(library().known(number))

    number, _printed = faulty
    shown = AppTest.from_function(card, kwargs={"number": number}, default_timeout=60).run()
    assert not shown.exception
    assert "✕ 不符" in texts(shown)
    assert f"report={number}&amp;tab=checks&amp;finding=" in htmls(shown)


def test_every_check_stands_on_the_screen_of_the_rules(empty, screen):
    screen.switch_page(RULES).run()
    no_trouble(screen)
    words = htmls(screen)
    assert all(f">{check.id}　<" in words for check in catalogue())
    known = measured()
    assert all(one.value in words and one.date in words and f"{one.cases:,}" in words for one in known.values())
    assert ("未测" in words) == bool(MEASURES - set(known))
    screen.query_params["check"] = "IT-05"
    screen.run()
    assert "《收入支出决算总表》收入·总计 等于 《收入支出决算总表》支出·总计" in htmls(screen)
    assert ">IT-06　<" not in htmls(screen)
    button(screen, "看全部核对项").click().run()
    assert ">IT-06　<" in htmls(screen)
    screen.text_input(key="rules_find").set_value("三公").run()
    assert "三公" in htmls(screen)
    assert ">IT-05　<" not in htmls(screen)

"""报告 › 核对: what fails in most reports of a layout is accepted for all of them with one reason; taken back as one or singly."""

import io
from dataclasses import replace

import pytest

from core.checks.verdict import shown_as
from core.definitions import load
from core.export.self_check import self_check_docx
from core.over.board import patterns
from core.store.library import Library
from core.store.pairs import newest_reports
from tests.conftest import SAMPLES
from tests.export.test_self_check import words
from tests.over.test_board import UNITS, of_unit
from tests.pages.reading import button, component, htmls, texts
from tests.pages.test_correcting import LOG, WHO, field, pressed
from tests.pages.test_report_page import opened

WHY = "本地表样不列这一行"


@pytest.fixture
def alike(empty) -> list[str]:
    """Six reports of one layout, five with the same wrong line; their numbers, the clean one last."""
    with Library.open(empty) as library:
        library.name_person(WHO)
        numbers = [saved(library, unit, ("expenditure", 3)) for unit in UNITS[1:]]
        return [*numbers, saved(library, UNITS[0])]


def saved(library: Library, unit: str, *faults: tuple[str, int]) -> str:
    """A report of this unit with a file of its own; its number."""
    content = (SAMPLES[0] / "report.pdf").read_bytes() + f"\n%{unit}".encode()
    reading = of_unit(unit, "a0", *faults)
    return library.save(replace(reading, sha256=library.keep_stream(io.BytesIO(content), "report.pdf").sha256)).report


def pattern(folder) -> tuple[str, list[str]]:
    with Library.open(folder) as library:
        first = patterns(library, [each.report for each in newest_reports(library)])[0]
    return first.check, list(first.reports)


def accepted(folder) -> dict[str, int]:
    """Report → how many of its findings are accepted."""
    with Library.open(folder) as library:
        return {number: sum(bool(each.exception) for each in library.findings(number)) for number in library.reports()["report"]}


def all_accepted(empty, alike, screen) -> str:
    """One check of the layout accepted in all its reports from the first of them; the check."""
    check, reports = pattern(empty)
    with Library.open(empty) as library:
        findings = library.findings(reports[0])
        number = next(at for at, each in enumerate(findings) if each.check == check and each.state == "fail")
    opened(screen, report=reports[0], tab="checks", finding=str(number))
    assert any("同一版式的 6 份报告中有 5 份不符，可能是版式问题" in each.value for each in screen.caption)
    pressed(screen, "act_layout_all")
    (scope,) = [each for each in screen.radio if each.label == "范围"]
    assert "5 份报告" in scope.options[scope.index]
    assert button(screen, "保存").disabled
    field(screen, "理由").set_value(WHY).run()
    button(screen, "保存").click().run()
    assert not screen.exception
    return check


def test_all_of_a_layout_are_accepted_with_one_reason_and_taken_back_as_one(alike, empty, screen):
    all_accepted(empty, alike, screen)
    held = accepted(empty)
    assert sorted(number for number, count in held.items() if count) == sorted(alike[:-1])
    assert f"项（5 份报告）：{WHY}" in texts(screen)
    with Library.open(empty) as library:
        for number in alike[:-1]:
            assert f"版式问题：{WHY}" in str(words(self_check_docx(library, number, load()))[1])
    pressed(screen, "undo_just_done")
    assert not any(accepted(empty).values())


def test_one_is_taken_back_alone_from_its_report(alike, empty, screen):
    all_accepted(empty, alike, screen)
    before = accepted(empty)
    lines = [cell["text"] for cell in component(screen, "checks_")["cells"] if cell["kind"] == "said"]
    assert any(line.startswith(f"○ 版式问题：{WHY}") for line in lines)
    assert [each for each in screen.button if each.label.startswith("撤销一起说明的全部")]
    button(screen, "撤销这一条").click().run()
    after = accepted(empty)
    (changed,) = [number for number in before if before[number] != after[number]]
    assert after[changed] < before[changed]


def test_the_log_takes_back_one_report_or_all(alike, empty, screen):
    all_accepted(empty, alike, screen)
    screen.switch_page(LOG)
    screen.query_params["report"] = ""
    screen.run()
    assert htmls(screen).count("（与其他报告的一起说明）") == 5
    assert sum(each.label == "一起撤销" for each in screen.button) == 5
    button(screen, "撤销").click().run()
    assert sum(bool(count) for count in accepted(empty).values()) == 4
    button(screen, "一起撤销").click().run()
    assert not any(accepted(empty).values())


def test_one_line_alone_is_accepted_where_that_is_wanted(alike, empty, screen):
    opened(screen, report=alike[0], tab="checks", state="fail")
    pressed(screen, "act_as_printed")
    (scope,) = [each for each in screen.radio if each.label == "范围"]
    assert scope.index == 0
    field(screen, "理由").set_value(WHY).run()
    button(screen, "保存").click().run()
    assert [number for number, count in accepted(empty).items() if count] == [alike[0]]


def test_what_one_cause_makes_fail_in_several_checks_is_accepted_whole(alike, empty, screen):
    all_accepted(empty, alike, screen)
    with Library.open(empty) as library:
        found = [each for number in alike for each in library.findings(number) if shown_as(each) == "fail"]
    assert found
    assert all(each.exception for each in found)


def test_what_was_done_is_told_beside_its_own_report_only(alike, empty, screen):
    _check, (first, second, *_others) = pattern(empty)
    all_accepted(empty, alike, screen)
    for report, told in ((second, False), (first, True)):
        opened(screen, report=report, tab="checks", finding="")
        assert any(each.key == "undo_just_done" for each in screen.button) is told


def test_a_window_left_for_another_forgets_its_scope_and_reason(alike, empty, screen):
    opened(screen, report=alike[0], tab="checks", state="fail")
    pressed(screen, "act_as_printed")
    field(screen, "理由").set_value(WHY).run()
    pressed(screen, "act_layout_all")
    (scope,) = [each for each in screen.radio if each.label == "范围"]
    assert scope.index == len(scope.options) - 1
    assert field(screen, "理由").value == ""

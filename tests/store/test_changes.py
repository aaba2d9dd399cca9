"""What people decide: kept with who, when and why; put on every reading; taken back in any order; replayed from the history."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.corrections import corrected, fact_subjects, in_force, replayed, report_subject, statement_subjects
from core.definitions import load
from core.errors import LibraryError
from core.model import Box, Change, Drawing, Finding, Place, Reading, Statement
from core.store.library import Library
from core.store.pairs import last_event
from tests.readings import a_fact, a_reading, a_table, an_identity

WHO = "李四"
TOLD = Statement("收入", "本年收入合计", "current", "1234.56", "万元", "", "", "本年收入合计1,234.56万元。", Place(2))
DIFFERS = Finding("IT-05", "balance", "fail", "error", message="不等", facts=(0,), identity="f1")
OTHER = Finding("IT-06", "balance", "fail", "error", message="也不等", facts=(1,), identity="f2")
VALUES = ("1,234.65", "12.00", "-7.5")


def base(**changes: object) -> Reading:
    return a_reading(statements=(TOLD,), findings=(DIFFERS, OTHER), **changes)


@pytest.fixture
def library(tmp_path):
    with Library.open(tmp_path / "library") as opened:
        opened.save(base())
        yield opened


REPORT = "ab" * 6


def correction(library: Library, number: int, value: str) -> Change:
    reading = base()
    subject = fact_subjects(reading.tables)[number]
    held = {change.subject: change.value for change in library.corrections(REPORT)}
    original = reading.tables[0].facts[number].printed
    return Change("correct", REPORT, subject, value, "对照原表", original=original, saw=held.get(subject, original))


def reading_with(library: Library, *more: Change, without: int = 0) -> Reading:
    def turned(change: Change) -> Change:
        if change.number == without:
            return replace(change, undone=change.undone or -1)
        return replace(change, undone=None) if without and change.undone == without else change

    held = [change for change in in_force(map(turned, library.changes(REPORT))) if change.kind == "correct"]
    return corrected(base(), [*held, *more], load())


def correct(library: Library, number: int, value: str) -> int:
    change = correction(library, number, value)
    return library.correct(change, reading_with(library, change), WHO)


def undo(library: Library, event: int) -> int:
    return library.undo(event, reading_with(library, without=event), WHO)


def test_a_corrected_figure_keeps_its_printed_text_and_says_so(library):
    correct(library, 0, "1,243.56")
    fact = library.fact(REPORT, 0)
    assert (fact.printed, fact.corrected, fact.source) == ("1,234.56", "1,243.56", "corrected")
    assert (fact.amount_fen, fact.read_fen) == (1_243_560_000, 1_234_560_000)
    as_read = library.facts(REPORT, as_printed=True).iloc[0]
    assert (as_read["amount_fen"], as_read["source"]) == (1_234_560_000, "read")
    exported = library.exported("facts", [REPORT]).to_pylist()[0]
    assert (exported["printed"], exported["amount_fen"], exported["source"]) == ("1,234.56", 1_243_560_000, "corrected")
    (change,) = library.corrections(REPORT)
    assert (change.who, change.why, change.original, change.value) == (WHO, "对照原表", "1,234.56", "1,243.56")
    event = library.history(REPORT)[-1]
    assert (event["action"], event["who"], event["details"]["original"]) == ("correct", WHO, "1,234.56")


def test_a_corrected_statement_keeps_what_it_said(library):
    subject = statement_subjects((TOLD,))[0]
    change = Change("correct", REPORT, subject, "1243.56", "笔误", original="1234.56", saw="1234.56")
    library.correct(change, reading_with(library, change), WHO)
    told = library.statements(REPORT).iloc[0]
    assert (told["value"], told["read_value"], told["sentence"]) == ("1243.56", "1234.56", TOLD.sentence)


def test_a_second_window_is_told_and_nothing_is_overwritten(library):
    ours, theirs = correction(library, 0, "1.00"), correction(library, 0, "2.00")
    library.correct(ours, reading_with(library, ours), WHO)
    with pytest.raises(LibraryError) as raised:
        library.correct(theirs, reading_with(library, theirs), "王五")
    assert (raised.value.code, raised.value.details) == ("changed_meanwhile", {"now": "1.00", "who": WHO})
    assert library.fact(REPORT, 0).corrected == "1.00"
    assert len(library.changes(REPORT)) == 1


def test_nobody_decides_without_a_name_or_a_reason(library):
    change = correction(library, 0, "1.00")
    for who, why, code in ((None, "有", "who_missing"), (" ", "有", "who_missing"), (WHO, " ", "why_missing")):
        with pytest.raises(LibraryError) as raised:
            library.correct(replace(change, why=why), base(), who)
        assert raised.value.code == code
    library.name_person("赵六")
    library.correct(change, reading_with(library, change))
    assert library.corrections(REPORT)[0].who == library.person() == "赵六"


STEPS = st.lists(st.one_of(st.tuples(st.integers(0, 1), st.sampled_from(VALUES)), st.integers(0, 30)), max_size=8)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(STEPS)
def test_any_change_is_taken_back_in_any_order_and_the_history_gives_the_same_figures(tmp_path_factory, steps):
    folder = tmp_path_factory.mktemp("library")
    with Library.open(folder) as library:
        library.save(base())
        edits: dict[int, tuple[int, str]] = {}  # event → figure and value
        gone: dict[int, int] = {}  # the undoing → the edit it took back
        for step in steps:
            events = [*edits, *gone]
            if isinstance(step, tuple):
                edits[correct(library, *step)] = step
            elif events:
                event = events[step % len(events)]
                if event in gone:
                    undo(library, event)
                    del gone[event]
                elif event in gone.values():
                    with pytest.raises(LibraryError):
                        undo(library, event)
                else:
                    gone[undo(library, event)] = event
        facts = [library.fact(REPORT, number) for number in range(2)]
        expected = {number: value for event, (number, value) in edits.items() if event not in gone.values()}
    assert [fact.corrected for fact in facts] == [expected.get(number, "") for number in range(2)]
    with Library.open(folder) as library:
        assert [library.fact(REPORT, number) for number in range(2)] == facts
        decided = [change for change in in_force(replayed(library.history())) if change.kind == "correct"]
        assert replayed(library.history()) == library.changes()
    fresh = corrected(base(), decided, load())
    assert [fact for table in fresh.tables for fact in table.facts] == facts


def test_what_does_not_fit_any_more_is_a_problem_and_not_lost(library):
    reprinted = replace(a_table(), facts=(a_fact(1, 2, "1,999.99", 1_999_990_000), a_table().facts[1]))
    correct(library, 0, "1,243.56")
    correct(library, 1, "-0.6")
    held = library.corrections(REPORT)
    now = corrected(base(tables=(reprinted,)), held, load())
    assert now.tables[0].facts[0].printed == "1,999.99"
    assert not now.tables[0].facts[0].corrected
    assert now.tables[0].facts[1].corrected == "-0.6"
    (problem,) = now.problems
    assert (problem.kind, problem.details["now"], problem.details["value"]) == ("correction_unfit", "1,999.99", "1,243.56")
    gone = corrected(base(tables=()), held, load())
    assert [problem.kind for problem in gone.problems] == ["correction_gone"] * 2
    library.replace(REPORT, gone)
    assert library.corrections(REPORT) == held
    assert all(load().message(problem.kind, language, **problem.details) for problem in gone.problems for language in ("zh", "en"))
    assert library.report(REPORT).state == "needs_person"


def test_an_original_that_prints_the_value_given_needs_no_correction(library):
    correct(library, 0, "1,243.56")
    printed = replace(a_table(), facts=(a_fact(1, 2, "1243.56", 1_243_560_000), a_table().facts[1]))
    now = corrected(base(tables=(printed,)), library.corrections(REPORT), load())
    assert (now.tables[0].facts[0].source, now.problems) == ("read", ())


def test_unit_and_year_are_answers_that_can_be_taken_back(library):
    change = Change("correct", REPORT, report_subject("fiscal_year"), "2022", "封面印错", original="2023", saw="2023")
    year = replace(base(), identity=an_identity(fiscal_year=2022))
    event = library.correct(change, year, WHO)
    assert (library.report(REPORT).fiscal_year, library.report(REPORT).version) == (2022, 1)
    library.undo(event, base(), WHO)
    assert library.report(REPORT).fiscal_year == 2023


def test_an_exception_is_told_everywhere_and_stays_with_its_file(library):
    event = library.accept(REPORT, ["f1"], "as_printed", "主管部门口径", WHO)
    assert [finding.exception for finding in library.findings(REPORT)] == ["原文如此：主管部门口径", ""]
    assert library.exported("findings", [REPORT]).to_pylist()[0]["exception"] == "原文如此：主管部门口径"
    library.replace(REPORT, base())
    assert library.findings(REPORT)[0].exception
    other = library.save(replace(base(), sha256="cd" * 32))
    assert not any(finding.exception for finding in library.findings(other.report))
    library.undo(event, who=WHO)
    assert not any(finding.exception for finding in library.findings(REPORT))
    with pytest.raises(LibraryError) as raised:
        library.undo(event, who=WHO)
    assert raised.value.code == "nothing_to_undo"
    with pytest.raises(LibraryError) as raised:
        library.accept(REPORT, ["gone"], "as_printed", "有", WHO)
    assert raised.value.code == "no_such_finding"


def test_an_exception_lapses_when_the_finding_comes_to_something_else(library):
    library.accept(REPORT, ["f1"], "layout", "跨页", WHO)
    library.replace(REPORT, replace(base(), findings=(replace(DIFFERS, identity="f3"), OTHER)))
    assert not any(finding.exception for finding in library.findings(REPORT))
    assert "f1" in library.accepted(REPORT)


def test_findings_are_looked_at_and_the_last_look_holds(library):
    library.review(REPORT, ["f1", "f2"], "confirmed", WHO)
    again = library.review(REPORT, ["f2"], "doubted", WHO)
    assert {key: change.value for key, change in library.reviews(REPORT).items()} == {"f1": "confirmed", "f2": "doubted"}
    library.undo(again, who=WHO)
    assert library.reviews(REPORT)["f2"].value == "confirmed"


def test_a_check_is_switched_off_and_on_again(library):
    event = library.switch_off("IT-05", "本省不印此表", WHO)
    assert library.switched_off() == {"IT-05": "本省不印此表"}
    on = library.switch_on("IT-05", WHO)
    assert library.switched_off() == {}
    library.undo(on, who=WHO)
    assert library.switched_off() == {"IT-05": "本省不印此表"}
    library.undo(event, who=WHO)
    assert (library.switched_off(), library.switch_on("IT-05", WHO)) == ({}, 0)


def test_what_was_decided_of_a_deleted_report_is_gone(library):
    correct(library, 0, "1.00")
    library.delete(REPORT)
    assert library.changes() == replayed(library.history()) == []
    library.save(base())
    assert library.corrections(REPORT) == []


@pytest.mark.parametrize("way", ["split", "join"])
def test_the_history_knows_what_was_forgotten_with_a_report(library, way):
    correct(library, 0, "1.00")
    if way == "split":
        library.split(REPORT, [replace(base(), part="1-2"), replace(base(), part="3-4")])
    else:
        other = library.save(replace(base(), sha256="cd" * 32))
        library.join(other.report, REPORT, replace(base(), sha256="cd" * 32))
    assert library.changes() == replayed(library.history()) == []


@pytest.fixture
def two(library):
    """A second report with the same findings; its number."""
    return library.save(replace(base(seed="cd", identity=an_identity("另一单位")), findings=(DIFFERS, OTHER))).report


def exceptions(library, report=REPORT):
    return [finding.exception for finding in library.findings(report)]


def test_findings_of_several_reports_are_accepted_together_and_taken_back_as_one(library, two):
    events = library.accept_together({REPORT: ["f1", "f2"], two: ["f1"]}, "layout", "表样如此", WHO)
    assert exceptions(library) == ["版式问题：表样如此"] * 2
    assert exceptions(library, two) == ["版式问题：表样如此", ""]
    assert [library.together(event) for event in events] == [events, events]
    assert {event["details"]["together"] for event in library.history() if event["action"] == "accept"} == {events[0]}
    library.undo_together(events[1], WHO)
    assert exceptions(library) == exceptions(library, two) == ["", ""]
    assert replayed(library.history()) == library.changes()
    with pytest.raises(LibraryError, match="nothing_to_undo"):
        library.undo_together(events[0], WHO)


def test_one_of_those_accepted_together_is_taken_back_alone(library, two):
    first, second = library.accept_together({REPORT: ["f1", "f2"], two: ["f1"]}, "as_printed", "已核实", WHO)
    back = library.undo_only(first, ["f2"], WHO)
    assert exceptions(library) == ["原文如此：已核实", ""]
    assert exceptions(library, two) == ["原文如此：已核实", ""]
    assert replayed(library.history()) == library.changes()
    library.undo(back, who=WHO)
    assert exceptions(library) == ["原文如此：已核实"] * 2
    library.undo(second, who=WHO)
    library.undo_together(first, WHO)
    assert exceptions(library) == exceptions(library, two) == ["", ""]
    assert replayed(library.history()) == library.changes()


def test_of_findings_accepted_together_all_are_there_or_none_is(library, two):
    before = library.history()
    with pytest.raises(LibraryError, match="no_such_finding"):
        library.accept_together({REPORT: ["f1"], two: ["f9"]}, "layout", "表样如此", WHO)
    assert exceptions(library) == exceptions(library, two) == ["", ""]
    assert library.history() == before
    event = library.accept(REPORT, ["f1"], "layout", "表样如此", WHO)
    assert library.together(event) == [event]


TABLE = Drawing("expenditure", "万元", 3, Box(10.0, 20.0, 500.5, 700.0), (100.0, 200.5), (), ("code", "label", "total"))


def test_answers_are_taken_back_in_any_order_and_what_stood_before_stands_again(library):
    library.name_person(WHO)
    for value in ("2022", "2023"):
        library.answer(REPORT, "fiscal_year", value)
    first, second = (change.number for change in library.changes() if change.kind == "answer")
    assert [change.saw for change in library.changes()] == ["", "2022"]
    back = library.undo(second, base())
    assert library.answers(REPORT) == {"fiscal_year": "2022"}
    library.undo(first, base())
    assert library.answers(REPORT) == {}
    library.undo(back, base())
    assert library.answers(REPORT) == {"fiscal_year": "2023"}
    assert replayed(library.history()) == library.changes()


def test_an_answer_of_an_older_library_stands_again(library):
    library.cursor().execute("INSERT INTO answer VALUES (?, '', NULL, 'kind', 'budget', now())", [REPORT])
    library.answer(REPORT, "kind", "final_accounts")
    library.undo(library.changes()[-1].number, base(), WHO)
    assert library.answers(REPORT) == {"kind": "budget"}


def test_drawings_are_taken_back_and_come_again(library):
    library.name_person(WHO)
    next_page = replace(TABLE, page=4)
    for drawing in (TABLE, next_page):
        library.draw(REPORT, drawing)
    library.undraw(REPORT, TABLE.table)
    assert library.drawings(REPORT) == []
    drawn, _next, away, _away_too = (change.number for change in library.changes())
    library.undo(away, base())
    assert library.drawings(REPORT) == [TABLE]
    library.undo(drawn, base())
    assert library.drawings(REPORT) == []
    assert replayed(library.history()) == library.changes()
    library.delete(REPORT)
    assert library.changes() == replayed(library.history()) == []


def test_only_what_something_follows_from_moves_the_last_event(library):
    before = last_event(library)
    library.review(REPORT, ["f1"], "confirmed", WHO)
    library.record("export", "a.xlsx", REPORT)
    assert last_event(library) == before
    library.accept(REPORT, ["f1"], "as_printed", "已核实", WHO)
    assert last_event(library) > before

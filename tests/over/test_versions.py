"""Two versions of a report: what changed by meaning, and which findings are solved, new, still there, or no longer checked."""

from dataclasses import replace

import pytest

from core.checks.run import check_report
from core.definitions import load
from core.model import Reading
from core.over.versions import difference, fates_of, in_brief, previous_version
from core.store.library import Library
from tests.conftest import SAMPLES, reading_of

WRONG = 100_000_000


def with_faults(reading: Reading, seed: str, *changes: tuple[str, int]) -> Reading:
    """Another file of the report in which amounts of detail lines (table, which of them) are wrong."""
    tables = list(reading.tables)
    for key, which in changes:
        at = next(number for number, table in enumerate(tables) if table.table == key)
        facts = list(tables[at].facts)
        number = [n for n, fact in enumerate(facts) if fact.role == "detail" and fact.amount_fen > 0][which]
        facts[number] = replace(facts[number], amount_fen=facts[number].amount_fen + WRONG, printed=f"{facts[number].printed}9")
        tables[at] = replace(tables[at], facts=tuple(facts))
    changed = replace(reading, sha256=(seed * 64)[:64], tables=tuple(tables), findings=())
    return replace(changed, findings=check_report(changed, load()))


@pytest.fixture
def library(tmp_path):
    with Library.open(tmp_path) as library:
        yield library


def saved(library, *readings: Reading):
    return [library.save(reading) for reading in readings]


@pytest.fixture(scope="module")
def reading() -> Reading:
    return reading_of(SAMPLES[0] / "report.pdf")


def test_a_correction_is_one_changed_cell_and_solves_its_findings(library, reading):
    old, new = saved(library, with_faults(reading, "ab", ("expenditure", 3)), with_faults(reading, "cd"))
    assert (old.version, new.version) == (1, 2)
    assert previous_version(library, new) == old
    assert previous_version(library, old) is None
    found = difference(library, old, new)
    (change,) = found.changes
    assert (change.what, change.kind, change.address.table) == ("cell", "changed", "expenditure")
    assert change.old == f"{change.new}9"
    assert change.old_spot.place.box
    assert (change.old_spot.report, change.new_spot.report) == (old.report, new.report)
    counts = found.of_findings
    assert counts["solved"] > 0
    assert (counts["new"], counts["still"], counts["unchecked"]) == (0, 0, 0)
    assert in_brief(found, load(), "zh") == f"第 2 版：改动 1 格，说明改动 0 处；不符已解决 {counts['solved']}，新出现 0，仍在 0"


def test_what_was_wrong_and_is_still_wrong_is_neither_solved_nor_new(library, reading):
    old, new = saved(
        library, with_faults(reading, "ab", ("expenditure", 3)), with_faults(reading, "cd", ("expenditure", 3), ("revenue", 3))
    )
    counts = difference(library, old, new).of_findings
    assert counts["still"] == sum(fate.old is not None for fate in fates_of(library, old, new))
    assert counts["still"] > 0
    assert counts["new"] > 0
    assert counts["solved"] == 0


def test_a_line_that_was_added_is_told_once(library, reading):
    plain = with_faults(reading, "cd")
    at = next(number for number, table in enumerate(plain.tables) if table.table == "expenditure")
    line = next(fact.line for fact in plain.tables[at].facts if fact.role == "detail")
    without = tuple(fact for fact in plain.tables[at].facts if fact.line != line)
    tables = (*plain.tables[:at], replace(plain.tables[at], facts=without), *plain.tables[at + 1 :])
    old, new = saved(library, replace(plain, sha256=("ab" * 32), tables=tables), plain)
    found = difference(library, old, new)
    assert found.lines == {"added": 1, "removed": 0}
    assert found.count("cell", "added") == len(plain.tables[at].facts) - len(without)


def test_a_check_that_cannot_run_any_more_has_solved_nothing(library, reading):
    wrong = with_faults(reading, "ab", ("expenditure", 3))
    lost = replace(with_faults(reading, "cd"), tables=tuple(table for table in reading.tables if table.table != "expenditure"), findings=())
    old, new = saved(library, wrong, replace(lost, findings=check_report(lost, load())))
    counts = difference(library, old, new).of_findings
    assert counts["unchecked"] > 0
    assert counts["solved"] == 0


def test_a_figure_of_the_narrative_that_changed(library, reading):
    told = list(reading.statements)
    at = next(number for number, each in enumerate(told) if each.measure == "current" and each.unit)
    told[at] = replace(told[at], value="9876.54")
    first = with_faults(reading, "ab")
    old, new = saved(library, first, replace(first, sha256="cd" * 32, statements=tuple(told)))
    (change,) = difference(library, old, new).changes
    assert (change.what, change.subject, change.new) == ("statement", told[at].subject, f"9876.54 {told[at].unit}")
    assert change.new_spot.statement == at

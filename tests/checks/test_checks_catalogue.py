"""Every check: its number once, its basis, its examples, its page in the documents."""

import re

import pytest

from core.checks.catalogue import CLASSES, SERIES, catalogue, check_of, mistakes
from core.checks.document import TARGET
from core.checks.example import case_of
from core.checks.run import run
from core.definitions import FOLDER, load
from core.errors import DefinitionError
from core.over.document import document
from core.over.rules import rules

CHECKS = [pytest.param(check, id=check.id) for check in catalogue()]


def states(example, check) -> set[str]:
    return {finding.state for finding in run(case_of(example, load()), checks=[check])}


@pytest.mark.parametrize("check", CHECKS)
def test_the_passing_example_passes(check):
    found = states(check.passes, check)
    assert "pass" in found
    assert not found & {"fail", "not_run"} - ({"not_run"} if len(check.formulas) > 1 else set())


@pytest.mark.parametrize("check", CHECKS)
def test_the_failing_example_fails(check):
    assert "fail" in states(check.fails, check)


@pytest.mark.parametrize("check", CHECKS)
def test_an_empty_report_is_never_a_pass(check):
    """Nothing to look at: a row all the same, and it says so."""
    findings = run(case_of("", load()), checks=[check])
    assert findings
    assert all(finding.state in ("not_run", "not_applicable") or finding.state == "fail" for finding in findings)
    assert all(finding.message and finding.message_en for finding in findings)


@pytest.mark.parametrize("check", CHECKS)
def test_every_finding_has_its_words(check):
    for example in (check.passes, check.fails):
        for finding in run(case_of(example, load()), checks=[check]):
            assert finding.message
            assert finding.message_en
            assert "?" not in finding.message + finding.message_en
            assert not re.search(r"[{}]", finding.message + finding.message_en)


@pytest.mark.parametrize("check", CHECKS)
def test_it_says_what_it_is(check):
    assert re.fullmatch(rf"(?:{'|'.join(SERIES)})-\d\d", check.id)
    assert check.check_class in CLASSES
    assert check.basis
    assert re.search(r"[\u4e00-\u9fff]", check.title)
    assert not re.search(r"[\u4e00-\u9fff]", check.title_en)


def test_numbers_are_used_once():
    numbers = [check.id for check in catalogue()]
    assert len(numbers) == len(set(numbers))


def test_the_definitions_hold():
    assert mistakes() == []


def test_the_document_is_the_catalogue():
    assert TARGET.read_text(encoding="utf-8") == document(), "run python -m core.over.document"
    for check in (*catalogue(), *rules().values()):
        assert f"### {check.id} " in document()


ENTRY = {
    "id": "IT-99",
    "title": "某项",
    "title_en": "some",
    "class": "balance",
    "severity": "error",
    "basis": "本程序口径",
    "pass": "收入决算表[合计, 其他收入]=1",
    "fail": "收入决算表[合计, 其他收入]=1",
}
WRONG = {
    "a misspelt table": ({"formula": "收入决算报[合计, 其他收入] = 1万元"}, "收入决算表"),
    "a misspelt column": ({"formula": "收入决算表[合计, 其它的收入] = 1万元"}, "其他收入"),
    "a misspelt line": ({"formula": "收入支出决算总表[收入, 年初结转及结余] = 1万元"}, "年初结转"),
    "a misspelt side": ({"formula": "收入支出决算总表[收, 总计] = 1万元"}, ""),
    "a misspelt word of each": ({"each": "收入决算表[每級, 每栏]", "formula": "[本栏] = 1万元"}, ""),
    "a misspelt function": ({"formula": "SUMM(收入决算表[合计, 其他收入]) = 1万元"}, "SUM"),
    "an unknown unit": ({"formula": "收入决算表[合计, 其他收入] = 1万圆"}, "万圆"),
    "an unknown check function": ({"function": "codes_have_parent"}, "codes_have_parents"),
    "no formula": ({}, "formula"),
    "two ways at once": ({"formula": "收入决算表[合计, 其他收入] = 1万元", "function": "codes_have_parents"}, "formula"),
    "an unknown key": ({"formula": "收入决算表[合计, 其他收入] = 1万元", "formular": "x"}, "formula"),
    "an unknown severity": ({"formula": "收入决算表[合计, 其他收入] = 1万元", "severity": "grave"}, ""),
}


@pytest.mark.parametrize(("change", "near"), WRONG.values(), ids=WRONG)
def test_a_mistake_in_an_entry_is_ours_and_names_the_nearest(change, near, definitions):
    with pytest.raises(DefinitionError) as caught:
        check_of({**ENTRY, **change}, definitions)
    assert near in str(caught.value)


def test_a_mistake_in_a_file_is_found_by_the_linter(tmp_path):
    for path in FOLDER.rglob("*"):
        if path.is_file():
            target = tmp_path / path.relative_to(FOLDER)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    broken = tmp_path / "checks" / "in_table.toml"
    broken.write_text(broken.read_text(encoding="utf-8").replace("[上级补助收入]", "[上級补助收入]"), encoding="utf-8")
    assert any("IT-06" in mistake for mistake in mistakes(tmp_path))

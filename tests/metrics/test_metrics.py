"""Every metric: its value from a tiny report, its silence where it is undefined, its words, and its SQL in a second database."""

import sqlite3
import tomllib
from pathlib import Path

import pytest

from core.definitions import load
from core.metrics.definition import LANGUAGES, TEXTS, metrics
from core.metrics.lint import mistakes
from core.metrics.printed import exact
from core.metrics.values import undefined, values
from core.store.library import Library
from core.store.trial import complaints
from tests.metrics.made import WAN, made

CASES = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))
TABLES = ("report", "fact", "statement", "project", "funding", "finding", "number")


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """A report for each case and one for its opposite, told apart by their units."""
    with Library.open(tmp_path_factory.mktemp("metrics")) as opened:
        for number, (key, case) in enumerate(CASES.items()):
            opened.save(made(f"{number:03d}a", case, key))
            opened.save(made(f"{number:03d}b", case["undefined"], f"{key} undefined"))
        yield opened


def number_of(library, unit_name: str) -> str:
    reports = library.reports()
    return reports[reports["unit_name"] == unit_name]["report"].iloc[0]


def test_every_metric_has_a_case_and_every_case_a_metric():
    assert CASES.keys() == metrics().keys()
    assert len(metrics()) >= 30


@pytest.mark.parametrize("key", CASES)
def test_the_value_of_a_tiny_report(library, key):
    found = values(library, key, [number_of(library, key)])
    expected = CASES[key]["value"] * (WAN if metrics()[key].kind == "money" else 1)
    assert [float(value) for value in found["value"]] == [pytest.approx(expected, abs=1e-9)]
    assert set(found["unit"]) == {"fen" if metrics()[key].kind == "money" else metrics()[key].text("unit")}
    assert set(found["estimated"]) == {metrics()[key].estimated}
    used = found.iloc[0][["facts", "statements", "projects"]]
    assert any(used) or metrics()[key].needs in (("finding",), ("number",))


@pytest.mark.parametrize("key", CASES)
def test_undefined_is_absent_and_says_why(library, key):
    report = number_of(library, f"{key} undefined")
    assert values(library, key, [report]).empty
    told = undefined(library, key, [report])
    assert list(told["report"]) == [report]
    assert set(told["reason"]) <= {"several", "no_table", "no_figure"}


def test_figures_told_differently_give_no_value(library):
    report = number_of(library, "agency_operating undefined")
    assert list(undefined(library, "agency_operating", [report])["reason"]) == ["several"]
    assert list(undefined(library, "three_public_share", [report])["reason"]) == ["no_table"]


def test_facts_used_are_those_of_the_report(library):
    report = number_of(library, "three_public_share")
    facts = library.facts(report).set_index("fact_no")
    used = [int(number) for number in values(library, "three_public_share", [report])["facts"].iloc[0].split(";")]
    assert [facts.loc[number, "table"] for number in used] == ["three_public", "general_budget_expenditure"]


@pytest.mark.parametrize("key", CASES)
def test_a_metric_says_what_it_is_in_both_languages(key):
    metric = metrics()[key]
    assert all(metric.text(field, language) for field in TEXTS for language in LANGUAGES)
    assert not any("\u3400" <= sign <= "\u9fff" for field in TEXTS for sign in metric.text(field, "en"))


def test_the_definitions_of_metrics_and_questions_hold():
    assert mistakes(load()) == []


def test_sql_that_does_not_run_is_told():
    assert complaints(["SELECT report FROM fact"]) == [""]
    assert "amount" in complaints(["SELECT amount FROM fact"])[0]


class _Joined:
    """string_agg, which the SQLite of older Pythons lacks."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.between = ";"

    def step(self, text: str, between: str) -> None:
        self.parts.append(text)
        self.between = between

    def finalize(self) -> str:
        return self.between.join(map(str, self.parts))


def _translated(text: str, signs: str, others: str) -> str:
    return text.translate({ord(sign): others[at] if at < len(others) else None for at, sign in enumerate(signs)})


@pytest.fixture(scope="module")
def elsewhere(library):
    """The same rows in SQLite, with the three functions of the standard that it may lack."""
    connection = sqlite3.connect(":memory:")
    connection.create_function("translate", 3, _translated)
    connection.create_function("concat_ws", -1, lambda between, *parts: between.join(str(part) for part in parts if part is not None))
    connection.create_aggregate("string_agg", 2, _Joined)
    for table in TABLES:
        rows = library.cursor().execute(f'SELECT * FROM "{table}"')
        names = ", ".join(f'"{column[0]}"' for column in rows.description)
        connection.execute(f'CREATE TABLE "{table}" ({names})')
        told = [[str(value) if hasattr(value, "isoformat") else value for value in row] for row in rows.fetchall()]
        marks = ", ".join("?" * len(rows.description))
        connection.executemany(f'INSERT INTO "{table}" VALUES ({marks})', told)
    yield connection
    connection.close()


@pytest.mark.parametrize("key", CASES)
def test_the_sql_means_the_same_in_another_database(library, elsewhere, key):
    here = {row.report: float(row.value) for row in values(library, key).itertuples()}
    told: dict[str, set[float]] = {}
    for report, value, *_used in elsewhere.execute(metrics()[key].query):
        if value is not None:
            told.setdefault(report, set()).add(round(float(value), 9))
    there = {report: found.pop() for report, found in told.items() if len(found) == 1}
    assert there == pytest.approx(here)


def test_money_is_printed_exactly_and_quotients_to_six_decimals():
    assert exact(metrics()["total_revenue"], 19_269_900_00) == "1926.99"
    assert exact(metrics()["total_revenue"], -1) == "-0.000001"
    assert exact(metrics()["three_public_share"], 1 / 3) == "0.333333"
    assert exact(metrics()["vehicles"], 3.0) == "3"

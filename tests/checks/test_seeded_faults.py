"""The main test of the checks: reports without a fault have none, and a fault put into one of them is found and its figure named.

A small fixed part of what benchmarks/faults.py measures.
"""

import random

import pytest

from benchmarks.seeded.clean import clean_reports
from benchmarks.seeded.fault import Tally
from benchmarks.seeded.narrative_faults import narrative_faults
from benchmarks.seeded.partners import Partners
from benchmarks.seeded.relations import Relations
from benchmarks.seeded.score_faults import broken, score_faults
from benchmarks.seeded.table_faults import table_faults

BY_LOT = (2, 6, 9)  # seeds whose reports have forms, carried-over money, figures to the fen, tables in yuan, codes in three columns


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    return list(clean_reports(BY_LOT, tmp_path_factory.mktemp("reports")))


def tally(reports, faults) -> Tally:
    found = Tally()
    for clean in reports:
        found.add(faults(clean, 1, random.Random(clean.name)))
    return found


def missed(found: Tally) -> list[str]:
    return [f"{result.fault.report}, {result.fault.kind}: {result.fault.told}" for result in found.missed]


def test_reports_without_fault_have_no_error(reports):
    assert [f"{clean.name}: {each.check} {each.message}" for clean in reports for each in clean.false_alarms] == []


def test_faults_in_tables_are_found_and_the_figure_is_named_first(reports):
    found = tally(reports, table_faults)
    assert missed(found) == []
    first, of = found.first
    assert of >= 15
    assert first >= 0.9 * of


def test_faults_in_the_explanation_are_found(reports):
    found = tally(reports, narrative_faults)
    assert len(found.contradicted) >= 20
    assert missed(found) == []


def test_faults_in_forms_of_performance_are_found(reports):
    found = tally(reports, score_faults)
    assert len(found.contradicted) >= 8
    assert missed(found) == []


def test_what_tells_a_fault_apart_from_the_checks_holds_without_one(reports):
    for clean in reports:
        relations = Relations(clean.facts)
        assert len(relations.all) > 100
        assert not any(relation.broken(clean.facts, {}) for relation in relations.all)
        assert broken(clean.reading) <= 2  # forms of other years' money or lists whose projects have no form
        partners = Partners(clean.reading.statements, clean.facts, dict(clean.definitions.money))
        said = enumerate(clean.reading.statements)
        assert not any(partners.contradicted(number, each.value) for number, each in said)

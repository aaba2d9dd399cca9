"""The verdict on a report: what was not checked is never green, hints stand apart from what does not agree."""

import pytest

from core.checks.catalogue import catalogue
from core.checks.shown import example_finding, measured
from core.checks.verdict import gravest, verdict
from core.model import Finding

CORE, OTHER = "IT-05", "CP-12"


def finding(check: str = CORE, state: str = "pass", severity: str = "critical", cluster: str = "") -> Finding:
    return Finding(check, "balance", state, severity, cluster=cluster)


@pytest.mark.parametrize(
    ("states", "complete", "green"),
    [
        (["pass"], True, True),
        (["pass", "rounding", "not_applicable"], True, True),
        (["pass", "fail"], True, False),
        (["pass", "not_run"], False, False),
        (["not_applicable"], False, False),
        ([], False, False),
    ],
)
def test_green_only_when_every_applicable_core_check_ran(states, complete, green):
    found = verdict([finding(state=state) for state in states])
    assert (found.complete, found.green) == (complete, green)


def test_a_check_that_is_not_core_does_not_stand_for_one():
    assert not verdict([finding(OTHER)]).green
    assert verdict([finding(), finding(OTHER, "not_run")]).green


def test_hints_are_counted_apart():
    found = verdict([finding(), finding(OTHER, "fail", "info"), finding(OTHER, "fail", "warn")])
    assert (found.counts["hint"], found.counts["fail"]) == (1, 1)
    assert verdict([finding(), finding(OTHER, "fail", "info")]).green


def test_the_gravest_come_first_and_clusters_as_one():
    findings = [
        finding("FM-04", "fail", "warn"),
        finding("IT-01", "fail", "error", "1"),
        finding("IT-02", "fail", "error", "1"),
        finding("IT-05", "fail", "critical"),
        finding("CP-12", "fail", "info"),
    ]
    assert [group.findings for group in gravest(findings, 3)] == [(3,), (1, 2), (0,)]


@pytest.mark.parametrize("check", catalogue(), ids=lambda check: check.id)
def test_both_examples_can_be_shown_in_words(check):
    assert example_finding(check, fails=True).message
    assert example_finding(check, fails=False)


def test_what_is_not_measured_is_not_known(tmp_path):
    assert measured(tmp_path / "none.toml") == {}
    file = tmp_path / "measured.toml"
    file.write_text('[[measured]]\nwhat = "cells"\nvalue = "99.9 %"\ncases = 1200\ndate = 2024-01-02\n', "utf-8")
    assert (measured(file)["cells"].cases, measured(file)["cells"].date) == (1200, "2024-01-02")

"""The report to rehearse with: one digit is changed, the checks find that figure, and nothing else is wrong."""

import pytest

from core.batch import import_paths
from core.definitions import load
from core.store.library import Library
from core.typeset.rehearsal import rehearsal, slipped
from core.typeset.samples import SAMPLES


@pytest.mark.parametrize(("text", "wanted"), [("1,234.56", "1,235.56"), ("9.00", "8.00"), ("0.50", "1.50"), ("12", "13")])
def test_one_digit_is_another(text, wanted):
    assert slipped(text) == wanted


def disagreeing(library, report) -> list:
    return [finding for finding in library.findings(report) if finding.state == "fail" and finding.severity == "error"]


def test_the_changed_figure_is_found_and_only_it(tmp_path):
    made = rehearsal()
    (tmp_path / "changed.pdf").write_bytes(made.pdf)
    with Library.open(tmp_path / "library") as library:
        receipts = import_paths([tmp_path / "changed.pdf", SAMPLES / "central_form" / "report.pdf"], library, load())
        changed, right = (receipt.report for receipt in receipts)
        facts = library.facts(changed)
        place = facts[(facts["table"] == made.table) & (facts["line_code"] == made.line_code) & (facts["column"] == made.column)]
        assert list(place["printed"]) == [made.now]
        assert list(place["page"]) == [made.page]
        differ = disagreeing(library, changed)
        assert differ
        assert not disagreeing(library, right)
        told = " ".join(str(finding) for finding in differ)
        assert made.line_code in told or made.line_name in told

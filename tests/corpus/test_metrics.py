"""Metrics of real reports that were worked out by hand beforehand, where JUESUAN_CORPUS names the reports."""

import pytest

from core.definitions import load
from core.metrics.printed import exact
from core.metrics.values import known, values
from core.store.library import Library
from tests.conftest import reading_of

# file of the corpus → metric → value, by hand from the printed tables and text
BY_HAND = {
    "kexie2023": {
        "three_public_execution": "13.33",
        "three_public_deviation": "-4.55",
        "three_public_share": "0.019",
        "basic_share": "28.70",
        "project_share": "71.30",
        "personnel_share": "66.49",
        "operating_share": "33.51",
        "appropriation_dependence": "94.44",
        "non_appropriation_share": "5.56",
        "carryover_change": "1926.99",
        "balance_of_year": "1773.38",
        "reception_per_visitor": "207.7",
        "running_per_vehicle": "0.43",
        "procurement_rate": "26.10",
        "sme_share": "0",
        "project_execution_rate": "99.99",
    },
    "zaozhuang2023": {
        "initial_budget_completion": "675.01",
        "three_public_execution": "100",
        "three_public_share": "0.028",
        "basic_share": "15.04",
        "personnel_share": "93.19",
        "appropriation_dependence": "99.95",
        "reception_per_visitor": "164.7",
        "reception_per_batch": "1400",
        "running_per_vehicle": "1.79",
        "sme_share": "100",
        "procurement_rate": "0.69",
    },
}


@pytest.mark.parametrize("name", BY_HAND)
def test_metrics_worked_out_by_hand(corpus, tmp_path, name):
    found = sorted(corpus.rglob(f"{name}.pdf"))
    if not found:
        pytest.skip(f"the corpus has no {name}.pdf")
    with Library.open(tmp_path, definitions=load()) as library:
        report = library.save(reading_of(found[0])).report
        told = {}
        for key in BY_HAND[name]:
            (row,) = values(library, key, [report]).itertuples()
            told[key] = exact(known(key), row.value)
    for key, expected in BY_HAND[name].items():
        decimals = len(expected.partition(".")[2])
        assert round(float(told[key]), decimals) == pytest.approx(float(expected), abs=10**-decimals / 2), key

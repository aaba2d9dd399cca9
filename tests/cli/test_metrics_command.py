"""python -m core metrics: every metric of every report as CSV or JSON."""

import csv
import io
import json

from core.__main__ import main
from core.metrics.definition import metrics
from core.store.library import Library
from tests.metrics.made import made

PARTS = {"facts": ["three_public//total/executed = 3.65", "general_budget_expenditure//total/total = 851.17"]}


def library_of(folder, parts: dict) -> str:
    with Library.open(folder) as library:
        return library.save(made("a0", parts)).report


def test_csv_has_four_columns_and_exact_values(tmp_path, capsys):
    number = library_of(tmp_path, PARTS)
    assert main(["metrics", "--library", str(tmp_path)]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert list(rows[0]) == ["report", "metric", "value", "unit"]
    found = {row["metric"]: (row["report"], row["value"], row["unit"]) for row in rows}
    assert found["three_public"] == (number, "3.65", "万元")
    assert found["three_public_share"] == (number, "0.428822", "%")
    assert found.keys() <= metrics().keys()


def test_json_is_an_object_a_line(tmp_path, capsys):
    number = library_of(tmp_path, PARTS)
    assert main(["metrics", "--library", str(tmp_path), "--format", "json"]) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {"report": number, "metric": "three_public", "value": 3.65, "unit": "万元"} in told


def test_nothing_to_measure(tmp_path, capsys):
    assert main(["metrics", "--library", str(tmp_path / "none")]) == 1
    with Library.open(tmp_path / "empty"):
        pass
    assert main(["metrics", "--library", str(tmp_path / "empty")]) == 1
    assert capsys.readouterr().out.splitlines() == ["report,metric,value,unit"]

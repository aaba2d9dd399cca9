"""The corpus of real reports, where JUESUAN_CORPUS names it: what was read against what is printed."""

import csv
import json
import re
from collections import Counter
from pathlib import Path

import pytest

from core.definitions import load
from core.names import fold
from core.tables.own_sums import broken_sums
from tests.conftest import reading_of

KNOWN_BROKEN = {("three_public", "executed", "total"), ("three_public", "executed", "official_vehicles")}  # printed so: read by eye


def _files(corpus: Path) -> dict[str, Path]:
    return {path.stem: path for path in sorted([*(corpus / "pdf").glob("*.pdf"), *(corpus / "real").glob("*.pdf")])}


def _with_truth(corpus: Path, name: str) -> dict[str, Path]:
    return {stem: path for stem, path in _files(corpus).items() if (corpus / "truth" / stem / name).exists()}


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def _key(row: dict[str, str]) -> tuple:
    code = re.sub(r"\D", "", row["line_code"] or "")
    name = load().patterns["ordinal"].sub("", "".join(row["line_name"].split()))
    return (row["table"], row["side"], code or fold(name), row["column"], int(row["amount_fen"]))


def _read(path: Path) -> Counter:
    facts = [fact for table in reading_of(path).tables for fact in table.facts]
    return Counter((f.table, f.side, f.line_code or fold(f.line_name), f.column, f.amount_fen) for f in facts)


def test_all_facts_and_nothing_else(corpus):
    for name, path in _with_truth(corpus, "facts.csv").items():
        wanted, read = Counter(map(_key, _rows(corpus / "truth" / name / "facts.csv"))), _read(path)
        assert (wanted - read, read - wanted) == (Counter(), Counter()), name


def test_every_figure_read_by_eye_is_found_on_its_page(corpus):
    for name, path in _with_truth(corpus, "spot_facts.csv").items():
        facts = [fact for table in reading_of(path).tables for fact in table.facts]
        found = {(f.table, f.line_code or fold(f.line_name), f.column, f.amount_fen, str(f.place.page)) for f in facts}
        for row in _rows(corpus / "truth" / name / "spot_facts.csv"):
            key = _key(row)
            assert (key[0], key[2], key[3], key[4], row["page"]) in found, (name, row)


def test_identity(corpus):
    for name, path in _with_truth(corpus, "meta.json").items():
        meta, identity = json.loads((corpus / "truth" / name / "meta.json").read_text(encoding="utf-8")), reading_of(path).identity
        assert (identity.unit_name, identity.fiscal_year, identity.kind) == (meta["unit_name"], meta["fiscal_year"], "final_accounts"), name


def test_printed_totals_equal_sums(corpus):
    for path in _files(corpus).values():
        broken = [found.total for found in broken_sums(fact for table in reading_of(path).tables for fact in table.facts)]
        assert {(fact.table, fact.column, fact.line) for fact in broken} <= KNOWN_BROKEN, path.name


@pytest.mark.parametrize(("pattern", "kind"), [("*template*", "template"), ("*budget*", "budget")])
def test_what_is_no_final_accounts_gives_no_figures(corpus, pattern, kind):
    paths = list((corpus / "real").glob(pattern + ".pdf"))
    assert paths
    for path in paths:
        reading = reading_of(path)
        assert reading.identity.kind == kind
        assert [fact for table in reading.tables for fact in table.facts] == []


def test_scanned_pages_are_named(corpus):
    for path in (corpus / "real").glob("*scanned*.pdf"):
        reading = reading_of(path)
        assert reading.unread_pages == tuple(range(1, reading.pages + 1))
        assert "pages_are_images" in {problem.kind for problem in reading.problems}

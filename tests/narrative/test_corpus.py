"""The narrative of the corpus of real reports, where JUESUAN_CORPUS names it, against what was read by eye."""

import csv
import unicodedata
from collections import Counter, defaultdict
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

from core.definitions import load
from core.narrative.prose import Prose
from core.narrative.understand import understand_narrative
from core.reading import open_report
from tests.conftest import reading_of

RATES = dict.fromkeys(("share_percent", "completion_percent", "percent"), "ratio")
REQUIRED = {"current", "budget", "delta", "percent_change", "ratio", "score"}
COUNTED = {"辆", "批次", "台(套)"}


def _fold(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).replace("“", "").replace("”", "").split())


def _key(measure: str, value: str, unit: str) -> tuple[str, str, str]:
    number = value.replace(",", "")
    return RATES.get(measure, measure), (number.rstrip("0").rstrip(".") if "." in number else number) or "0", _fold(unit)


@cache
def _read(path: Path):
    with open_report(path) as file:
        pages = [file.read_page(number) for number in range(1, file.page_count + 1)]
    return understand_narrative(Prose(pages, load()), reading_of(path).tables, load())


def _truth(corpus: Path):
    for file in sorted((corpus / "truth").glob("*/statements.csv")):
        with file.open(newline="", encoding="utf-8-sig") as lines:
            rows = [row for row in csv.DictReader(lines) if row["metric"] not in ("formula", "threshold", "direction")]
        yield corpus / "pdf" / f"{file.parent.name}.pdf", rows


def test_every_figure_of_the_explanation_is_read_under_its_measure(corpus):
    for path, rows in _truth(corpus):
        wanted = Counter(_key(row["metric"], row["value"], row["unit"]) for row in rows)
        read = Counter(_key(s.measure, s.value, s.unit) for s in _read(path) if s.measure != "direction")
        required = Counter({key: n for key, n in wanted.items() if key[0] in REQUIRED or (key[0] == "count" and key[2] in COUNTED)})
        known = {key[1:] for key in wanted}
        right = (required & read).total()
        extra = Counter({key: n for key, n in (read - wanted).items() if key[1:] in known}).total()
        assert right >= 0.98 * required.total(), (path.name, required - read)
        assert right >= 0.93 * (right + extra), path.name


def test_most_subjects_are_those_of_the_report(corpus):
    for path, rows in _truth(corpus):
        subjects = defaultdict(list)
        for statement in _read(path):
            subjects[_key(statement.measure, statement.value, statement.unit)].append(_fold(statement.subject))
        alike = [_alike(_fold(row["subject"]), subjects.get(_key(row["metric"], row["value"], row["unit"]), [])) for row in rows]
        assert sum(alike) >= 0.85 * len(alike), path.name


def _alike(wanted: str, read: list[str]) -> bool:
    return any(name and (name in wanted or wanted in name or SequenceMatcher(None, name, wanted).ratio() >= 0.5) for name in read)


def test_the_contact_line_is_in_no_statement(corpus):
    for path, _ in _truth(corpus):
        with open_report(path) as file:
            lines = [line.text for number in range(1, file.page_count + 1) for line in file.read_page(number).lines]
        contacts = [line for line in lines if "联系人" in line]
        assert not any(line[:8] in statement.sentence for line in contacts for statement in _read(path))

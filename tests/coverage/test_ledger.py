"""The ledger counts every number once, under what it was understood as."""

import csv
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from core.coverage.ledger import KINDS, Coverage
from tests.conftest import ROOT, reading_of
from tests.coverage.drawn import as_read, covered, printed_words
from tests.narrative.drawn import pages as set_pages
from tests.tables.drawn import read_drawing

HERE = Path(__file__).parent
LABELLED = ROOT / "tests/samples/coverage"
NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
RIGHT = 0.98

# A paragraph of the explanation, and the kinds its numbers have.
PROSE = {
    "statements": ("2031年收入合计1,234.50万元，比上年增长12.5%。", "date 2031 | statement 1,234.50 12.5"),
    "dates": ("至2031年12月31日，2029-2031年、7月—9月，2031.1-2031.9，8:30。", "date 2031 12 31 2029 2031 7 9 2031.1 2031.9 8 30"),
    "documents": (
        "根据财预〔2030〕71号和（枣科字【2031】A007号）、公开03表、图2、附件1、表9-1。",
        "ordinal 2030 71 2031 007 03 2 1 9 1",
    ),
    "ordinals": ("原因如下：1.人员增加；2.2030年追加。第3次会议。(4)其他", "ordinal 1 2 3 4 | date 2030"),
    "names": ("依据《办法（2031年修订）》《第9条例》、“5+3”行动、PM2.5、12345热线。", "date 2031 | ordinal 9 | name 5 3 2.5 12345"),
    "thresholds": ("单价100万元（含）以上设备0台（套）。", "name 100 | statement 0"),
    "codes": ("其中2060503科技条件专项、206科学技术支出。", "code 2060503 206"),
    "contacts": ("联系电话：0632-3312836。", "contact  "),
    "quantities told in passing": ("孵化器面积3.5平方公里，藏书12余册。", "quantity 3.5 12"),
    "nothing known": ("比例为3比5。", "uncovered 3 5"),
}


@pytest.mark.parametrize("case", PROSE)
def test_numbers_of_prose(case, definitions):
    paragraph, kinds = PROSE[case]
    found = covered(set_pages((paragraph,), title="第二部分 部门决算情况说明"), definitions).numbers
    wanted = {kind: texts for kind, _, texts in (part.partition(" ") for part in kinds.split(" | "))}
    assert _by_kind(found) == {**wanted, "page_number": "1"}


def _by_kind(numbers) -> dict[str, str]:
    kinds = defaultdict(list)
    for number in numbers:
        kinds[number.kind].append(number.text)
    return {kind: " ".join(texts) for kind, texts in kinds.items()}


@pytest.mark.parametrize("path", sorted((HERE / "pages").glob("*.txt")), ids=lambda path: path.stem)
def test_drawn_pages(path, definitions):
    wanted = Counter()
    for line in path.read_text(encoding="utf-8").partition("--- numbers\n")[2].splitlines():
        page, kind, *texts = line.split()
        wanted.update((int(page), kind, text) for text in texts)
    found = covered(read_drawing(path).pages, definitions).numbers
    assert Counter((number.place.page, number.kind, number.text) for number in found) == wanted


def test_every_kind_has_an_example():
    drawn = "\n".join(path.read_text(encoding="utf-8") for path in (HERE / "pages").glob("*.txt"))
    assert {kind for kind in KINDS if kind not in drawn and not any(kind in kinds for _, kinds in PROSE.values())} == set()


def test_a_figure_cut_by_the_end_of_a_line_is_one_number(definitions):
    before = "本年收入" + "很" * 18 + "A"
    (page,) = set_pages((f"{before}多合计1,234.50万元。",), title="第二部分 部门决算情况说明")
    assert any(line.text.endswith("1,2") for line in page.lines), [line.text for line in page.lines]
    found = covered([page], definitions).numbers
    assert [(number.kind, number.text.replace(",", "")) for number in found if number.kind != "page_number"] == [("statement", "1234.50")]


def test_the_number_of_a_contact_is_not_kept(definitions):
    found = covered(set_pages(("联系电话：0632-3312836。",), title="第四部分 联系方式"), definitions).numbers
    assert not any("3312836" in number.text for number in found)


def test_what_a_number_is_part_of(definitions):
    pages = read_drawing(HERE / "pages/performance_form.txt").pages
    refs = {number.text: number.ref for number in covered(pages, definitions).numbers}
    assert (refs["10.80"], refs["28"], refs["38"], refs["97.8"]) == ("funding:0", "indicator:0", "indicator:1", "project:0")


def test_it_adds_up(sample):
    """Each page holds as many numbers as another reader finds in its words, and the kinds sum to them."""
    coverage = Coverage(reading_of(sample / "report.pdf").numbers)
    printed = [sum(len(NUMBER.findall(word)) for word in words) for words in printed_words(sample / "report.pdf")]
    assert [sum(coverage.by_page.get(page, {}).values()) for page in range(1, len(printed) + 1)] == printed
    assert sum(coverage.totals.values()) == sum(printed) == len(coverage.numbers)
    assert set(coverage.totals) <= set(KINDS)


def test_every_fact_and_figure_is_in_it_once(sample):
    reading = reading_of(sample / "report.pdf")
    refs = {number.ref for number in reading.numbers}
    facts = sum(len(table.facts) for table in reading.tables)
    figures = {f"statement:{n}" for n, statement in enumerate(reading.statements) if statement.measure != "direction"}
    assert {ref for ref in refs if ref.startswith("fact")} == {f"fact:{n}" for n in range(facts)}
    assert {ref for ref in refs if ref.startswith("statement")} == figures
    assert sum(number.kind == "statement" for number in reading.numbers) == len(figures)


def test_labelled_pages():
    """Ten pages, every number labelled by eye."""
    with (LABELLED / "labels.csv").open(newline="", encoding="utf-8") as file:
        labels = {(row["sample"], int(row["page"]), row["text"], int(row["nth"])): row["class"] for row in csv.DictReader(file)}
    found = {}
    for sample, page in {key[:2] for key in labels}:
        numbers = reading_of(LABELLED / f"{sample}.pdf").numbers
        seen = Counter()
        for number in as_read([each for each in numbers if each.place.page == page]):
            seen[number.text] += 1
            found[sample, page, number.text, seen[number.text]] = number.kind
    assert len({key[:2] for key in labels}) == 10
    assert found.keys() == labels.keys()
    wrong = {key: (found[key], kind) for key, kind in labels.items() if found[key] != kind}
    assert len(wrong) <= (1 - RIGHT) * len(labels), wrong

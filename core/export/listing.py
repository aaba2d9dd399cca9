"""The findings of a report as every output tells them: one order, one number each, the same words in all of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from core.checks.catalogue import Check, catalogue
from core.checks.verdict import Verdict, shown_as, verdict
from core.definitions import Definitions
from core.export.private import without_contacts
from core.model import Finding, Report
from core.over.comparison import Comparison, Spot, report_words
from core.over.rules import rules
from core.over.run import over_reports
from core.store.library import Library
from core.store.outdated import outdated
from core.version import VERSION

KINDS = ("fail", "hint", "rounding", "not_run", "pass", "not_applicable")  # the order in which they are numbered
_WEIGHT = ("critical", "error", "warn", "info")
_CAUSES = ("cause_print", "cause_reading", "cause_unit", "cause_tail")
_MOST_CELLS, _MOST_SENTENCES, _LONGEST_SENTENCE = 8, 4, 160
_NO_PAGE = 10**6
_FACT = ("table", "line_name", "column", "printed", "unit", "page", "locator", "corrected")


@dataclass(frozen=True, slots=True)
class Item:
    """One finding in words.  `number` is its own in all outputs of this report; `where`: a line per cell or sentence concerned.

    `own_number`: how it is numbered where it is no finding of the report itself, but of comparing it with others.
    """

    number: int
    kind: str
    finding: Finding
    title: str
    basis: str
    message: str
    tables: str
    where: tuple[str, ...]
    cause: str
    pages: str
    own_number: str = ""

    @property
    def called(self) -> str:
        """The number that stands before it."""
        return self.own_number or str(self.number)

    @property
    def open(self) -> bool:
        """Whether it does not agree and nobody has given a reason: it is to be verified."""
        return self.kind == "fail" and not self.finding.exception


@dataclass(frozen=True, slots=True)
class Listing:
    """A report with its findings in words, in the order of their numbers.  `head`: what every output says first, pairs of name and text.

    `over`: what came of comparing it with other reports, numbered after its own findings; the verdict is on the report alone.
    """

    report: Report
    items: tuple[Item, ...]
    verdict: Verdict
    head: tuple[tuple[str, str], ...]
    source: str
    over: tuple[Item, ...] = ()

    def of_kind(self, *kinds: str) -> list[Item]:
        """The items of these kinds."""
        return [item for item in self.items if item.kind in kinds]

    @property
    def asked(self) -> list[Item]:
        """What is to be verified, in the report and against others."""
        return [item for item in (*self.items, *self.over) if item.open]


def listing(
    library: Library,
    report: str,
    definitions: Definitions,
    language: str = "zh",
    made_on: date | None = None,
    kinds: Sequence[str] = KINDS,
    compared: Sequence[Comparison] | None = None,
) -> Listing:
    """The findings of a stored report; `made_on` is the day that stands in the outputs, today by default.

    With `kinds` only items of these are put into words; their numbers and the verdict are those of all findings.  `compared`: what
    came of comparing this and other reports with others, where it is at hand.
    Raises LibraryError report_unknown.
    """
    known, findings = library.known(report), library.findings(report)
    words = _Words(library, report, definitions, language)
    ordered = sorted(enumerate(findings), key=lambda pair: _rank(*pair))
    items = tuple(words.item(number, finding) for number, (_, finding) in enumerate(ordered, start=1) if shown_as(finding) in kinds)
    head = _head(known, len(library.corrections(report)), bool(outdated(library, report)), definitions, language, made_on or date.today())
    source = definitions.message("source", language, file=known.file, sha8=known.sha256[:8], version=VERSION)
    compared = over_reports(library, definitions, [report]) if compared is None else compared
    own = sorted((each for each in compared if each.report == report), key=lambda each: (KINDS.index(each.kind), each.check))
    over = tuple(words.over(len(findings) + n, n, each) for n, each in enumerate(own, start=1) if each.kind in kinds)
    return Listing(known, items, verdict(findings), tuple(head), source, over)


def _rank(place: int, finding: Finding) -> tuple:
    return KINDS.index(shown_as(finding)), _WEIGHT.index(finding.severity), next(iter(finding.pages), _NO_PAGE), place


def _head(
    report: Report, corrections: int, is_outdated: bool, definitions: Definitions, language: str, made_on: date
) -> Iterator[tuple[str, str]]:
    told = {
        "unit": report.unit_name or definitions.message("out_unit_unknown", language),
        "year": str(report.fiscal_year or definitions.message("out_year_unknown", language)),
        "file": report.file,
        "sha": report.sha256[:8],
        "pages": str(report.pages),
        "version": VERSION,
        "date": made_on.isoformat(),
    }
    if corrections:  # what a person corrected is not what is printed: every output says so
        told["corrections"] = definitions.message("out_corrections", language, n=corrections)
    if is_outdated:
        told["outdated"] = definitions.message("out_outdated", language)
    for name, text in told.items():
        yield definitions.message(f"out_head_{name}", language), text


class _Words:
    """What the words about the findings of a report are made from."""

    def __init__(self, library: Library, report: str, definitions: Definitions, language: str) -> None:
        self._definitions, self._language, self._library = definitions, language, library
        self._facts = _by_number(library.facts(report), "fact_no", _FACT)
        self._statements = _by_number(library.statements(report), "statement_no", ("sentence", "page", "locator"))
        self._checks: Mapping[str, Check] = {check.id: check for check in catalogue()}
        self._owners: dict[str, dict[str, str]] = {}

    def item(self, number: int, finding: Finding) -> Item:
        """The finding in words."""
        check, chinese = self._checks.get(finding.check), self._language == "zh"
        title = "" if check is None else check.title if chinese else check.title_en
        message = self._plain(finding.message if chinese else finding.message_en)
        basis = "" if check is None else check.basis
        tables = self._say("check_list_mark").join(self._table(key) for key in finding.tables)
        where = tuple(self._where(finding)) if finding.state in ("fail", "rounding") else ()
        pages = self._say("check_list_mark").join(map(str, finding.pages))
        return Item(number, shown_as(finding), finding, title, basis, message, tables, where, self._cause(finding.cause), pages)

    def over(self, number: int, place: int, found: Comparison) -> Item:
        """What came of a check over reports in words, the `place`-th of them; the places are those of the report it is about."""
        rule, chinese = rules()[found.check], self._language == "zh"
        places = tuple(spot.place for spot in found.left_spots)
        numbers = {name: getattr(found, name) for name in ("left", "right", "difference", "tolerance", "unit", "reason")}
        told = {"message": found.message, "message_en": found.message_en, "tables": found.tables, "places": places}
        finding = Finding(found.check, found.check_class, found.state, found.severity, **numbers, **told)
        spots = [("out_over_here", spot) for spot in found.left_spots] + [("out_over_there", spot) for spot in found.right_spots]
        where = list(dict.fromkeys((code, spot.report, self._spot_place(spot)) for code, spot in spots))[:_MOST_CELLS]
        tables = self._say("check_list_mark").join(self._table(key) for key in found.tables)
        pages = self._say("check_list_mark").join(map(str, finding.pages))
        title, message = rule.title if chinese else rule.title_en, self._plain(found.message if chinese else found.message_en)
        shown = tuple(self._spot(*each) for each in where)
        called = self._say("out_over_number", n=place)
        return Item(number, found.kind, finding, title, rule.basis, message, tables, shown, "", pages, called)

    def _spot(self, code: str, report: str, place: str) -> str:
        if report not in self._owners:  # the sum of a department's units has hundreds of cells in the same few reports
            owner = self._library.known(report)
            words = report_words(owner, self._definitions, self._language).rstrip(", ")
            self._owners[report] = {"report": words, "file": owner.file, "unit": owner.unit_name}
        return self._say(code, **self._owners[report], place=place)

    def _spot_place(self, spot: Spot) -> str:
        return self._place(spot.place.page if spot.place.page else pd.NA, spot.place.locator)

    def _where(self, finding: Finding) -> Iterator[str]:
        facts = [self._facts[number] for number in finding.facts if number in self._facts]
        for table, line, column, printed, unit, page, locator, corrected in facts[:_MOST_CELLS]:
            names = {"table": self._table(table), "line": line, "column": self._definitions.name("column", column, self._language)}
            told = self._say("out_cell", **names, printed=printed.strip(), unit=unit, place=self._place(page, locator))
            yield told + (self._say("out_corrected", value=corrected) if corrected else "")
        if len(facts) > _MOST_CELLS:
            yield self._say("out_more_cells", n=len(facts) - _MOST_CELLS)
        told = dict.fromkeys(self._statements[number] for number in finding.statements if number in self._statements)
        for sentence, page, locator in list(told)[:_MOST_SENTENCES]:
            short = sentence if len(sentence) <= _LONGEST_SENTENCE else sentence[:_LONGEST_SENTENCE] + "…"
            yield self._say("out_sentence", sentence=self._plain(short), place=self._place(page, locator))
        if len(told) > _MOST_SENTENCES:
            yield self._say("out_more_sentences", n=len(told) - _MOST_SENTENCES)

    def _place(self, page: object, locator: str) -> str:
        return locator if pd.isna(page) else self._say("out_page", page=int(page))

    def _table(self, key: str) -> str:
        return self._definitions.name("table", key, self._language).removeprefix("other:")

    def _cause(self, cause: str) -> str:
        """The cause in the language of the output; it is kept in the words of the export."""
        return next((self._say(code) for code in _CAUSES if self._definitions.message(code) == cause), cause)

    def _plain(self, text: str) -> str:
        return without_contacts(text, self._say("out_contact_left_out"))

    def _say(self, code: str, **details: object) -> str:
        return self._definitions.message(code, self._language, **details)


def _by_number(rows: pd.DataFrame, number: str, columns: Sequence[str]) -> dict[int, tuple]:
    return dict(zip(rows[number].tolist(), rows[list(columns)].itertuples(index=False, name=None), strict=True))

"""Findings as a list beside the pages: a line per cause, boxes on every figure concerned, and what can be said of the chosen one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from core.checks.catalogue import Check, catalogue
from core.model import Change, Finding, Suspect
from pages.widgets.address import report_link, rule_link
from pages.widgets.check_titles import check_titles
from pages.widgets.language import N_, _, language, ngettext
from pages.widgets.plain import shortened
from pages.widgets.printed_table import Sizes, page_and_box, sizes_of
from pages.widgets.source_page import Note, PageMark, ShownCell
from pages.widgets.stock import definitions, library, name_of
from pages.widgets.verdict_strip import message_of
from pages.widgets.words import pages_name, place_name

CAUSES = {
    "cause_print": N_("原文不符：原页上印的就不一致，请对照两处核实。"),
    "cause_reading": N_("识别存疑：可能是读错了，请先对照原页。"),
    "cause_unit": N_("口径或单位：两边可能不是同一单位或同一口径。"),
    "cause_tail": N_("尾差：各数分别四舍五入造成，不是差错。"),
}
_MOST_CELLS, _MOST_SENTENCES, _MOST_MEMBERS = 8, 4, 12
_LONGEST = 90
_NARRATIVE, _PERFORMANCE = "TN", "PF"


@dataclass(frozen=True)
class Shelf:
    """What the words about findings are made from: the report's facts and statements by number, the sizes of its pages, the checks,

    and what people decided of findings, by their identity.
    """

    report: str
    facts: pd.DataFrame
    statements: pd.DataFrame
    sizes: Sizes
    reviews: Mapping[str, Change]
    accepted: Mapping[str, Change]
    checks: Mapping[str, Check] = field(default_factory=lambda: {check.id: check for check in catalogue()})

    @classmethod
    def of(cls, report: str) -> "Shelf":
        """The shelf of a stored report."""
        store = library()
        facts, statements = store.facts(report).set_index("fact_no"), store.statements(report).set_index("statement_no")
        return cls(report, facts, statements, sizes_of(report), store.reviews(report), store.accepted(report))


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the list: the findings it stands for by number, the first of them, and whether it is one of an opened group."""

    numbers: tuple[int, ...]
    first: Finding
    member: bool = False


def where_of(finding: Finding) -> str:
    """What a finding is about: its first table, the narrative, performance, or the report as a whole."""
    if finding.tables:
        return finding.tables[0]
    if finding.check.startswith(_PERFORMANCE):
        return "performance"
    return "narrative" if finding.statements or finding.check.startswith(_NARRATIVE) else "report"


def where_name(key: str) -> str:
    """The name of what findings are about."""
    known = {"narrative": _("情况说明"), "performance": _("绩效"), "report": _("整份报告")}
    return known.get(key) or name_of("table", key)


def cause_code(finding: Finding) -> str:
    """The message code of a finding's cause; "" where it has none."""
    return next((code for code in CAUSES if finding.cause and definitions().message(code) == finding.cause), "")


def cause_name(finding: Finding) -> str:
    """The cause in the language of the screen."""
    code = cause_code(finding)
    return definitions().message(code, language()) if code else ""


def listed_cells(lines: Sequence[Listed], findings: Sequence[Finding], shelf: Shelf) -> list[ShownCell]:
    """The list as cells: where, sentence (row's name), difference, cause, page; equal neighbours of the first column are joined."""
    heads = [("header", _("哪里")), ("header", _("核对结果")), ("header", _("相差")), ("header", _("原因")), ("header", _("页"))]
    cells = [ShownCell(0, column, 1, 1, kind, text, None, None) for column, (kind, text) in enumerate(heads)]
    wheres = [where_of(line.first) for line in lines]
    for row, line in enumerate(lines, start=1):
        span = _span(wheres, row - 1)
        if span:
            cells.append(ShownCell(row, 0, span, 1, "about", where_name(wheres[row - 1]), None, None))
        cells += _row(row, line, findings, shelf)
    return cells


def _span(wheres: Sequence[str], at: int) -> int:
    """How many rows the first column covers from here on; 0 where it is covered from above."""
    if at and wheres[at - 1] == wheres[at]:
        return 0
    return next((n for n in range(1, len(wheres) - at) if wheres[at + n] != wheres[at]), len(wheres) - at)


def _row(row: int, line: Listed, findings: Sequence[Finding], shelf: Shelf) -> Iterator[ShownCell]:
    marks = marks_of(line.first, shelf)
    page, box = next(((mark.page, mark.box) for mark in marks if mark.box), (next(iter(line.first.pages), None), None))
    text, notes = decided_words(line, shelf) + line_text(line, findings), notes_of(line, findings, shelf)
    said = _("{place}，{words}").format(place=pages_name(page, page), words=text) if page else text
    yield ShownCell(row, 1, 1, 1, "member" if line.member else "said", text, page, box, said, figure=True, notes=notes)
    differs = line.first.state in ("fail", "rounding") and line.first.difference
    difference = f"{line.first.difference} {line.first.unit}".strip() if differs else ""
    places = ", ".join(map(str, line.first.pages[:3])) + ("…" if len(line.first.pages) > 3 else "")
    for column, (kind, words) in enumerate([("amount", difference), ("text", cause_name(line.first)), ("place", places)], start=2):
        yield ShownCell(row, column, 1, 1, kind, words, page, box, said, notes=notes)


def decided_words(line: Listed, shelf: Shelf) -> str:
    """What people decided of a line, before its sentence: looked at, doubted, accepted with the reason."""
    words = []
    if review := shelf.reviews.get(line.first.identity):
        words.append(_("✓ 已确认") if review.value == "confirmed" else _("? 存疑"))
    if accepted := shelf.accepted.get(line.first.identity):
        words.append(f"○ {definitions().message(f'exception_{accepted.value}', language(), why=accepted.why)}")
    return "".join(f"{word}　" for word in words)


def line_text(line: Listed, findings: Sequence[Finding]) -> str:
    """The sentence of a line; a group of tail differences is told by their number and the largest."""
    more = len(line.numbers) - 1
    if not more:
        return message_of(line.first)
    if line.first.reason:
        return message_of(line.first) + ngettext("（共 {n} 项核对）", len(line.numbers)).format(n=len(line.numbers))
    if line.first.state == "rounding":
        largest = max((findings[number] for number in line.numbers), key=lambda finding: _number(finding.difference))
        words = ngettext("尾差 {n} 处，最大相差 {difference} {unit}：四舍五入造成，不是差错", len(line.numbers))
        return words.format(n=len(line.numbers), difference=largest.difference, unit=largest.unit)
    return message_of(line.first) + ngettext("（同一原因的还有 {n} 项）", more).format(n=more)


def _number(text: str) -> float:
    return abs(float(text)) if text else 0.0


def marks_of(finding: Finding, shelf: Shelf) -> list[PageMark]:
    """Every place of a finding that has a box, and the suspicious figure apart from the others."""
    found = {}
    for place in finding.places:
        if place.page in shelf.sizes:
            width, height = shelf.sizes[place.page]
            sides = place.box and (place.box.x0 / width, place.box.top / height, place.box.x1 / width, place.box.bottom / height)
            found[place.page, sides] = PageMark(place.page, sides)
    for suspect in credible(finding):
        if suspect.fact in shelf.facts.index:
            page, box = page_and_box(shelf.facts.loc[suspect.fact], shelf.sizes)
            if page and box:
                found[page, box] = PageMark(page, box, suspect=True)
    return list(found.values())


def notes_of(line: Listed, findings: Sequence[Finding], shelf: Shelf) -> tuple[Note, ...]:
    """What is said of the chosen line: cause, suspicious figure, the others of its group, the cells and sentences, and the check."""
    finding = line.first
    notes = [Note(_(CAUSES[cause_code(finding)]))] if cause_code(finding) else []
    notes += _suspects(finding, shelf)
    if len(line.numbers) > 1:
        notes += _members(line, findings, shelf)
    else:
        notes += _cells(finding, shelf)
    check = shelf.checks.get(finding.check)
    if check and not (line.first.reason and len(line.numbers) > 1):
        words = _("核对项：{title}　依据：{basis}").format(title=check_titles()[finding.check], basis=check.basis)
        notes += [Note(words, small=True), Note(finding.check, _("看规则"), rule_link(finding.check), small=True)]
    return tuple(notes)


def credible(finding: Finding) -> tuple[Suspect, ...]:
    """The likeliest figure, if another value would make more results agree than it would break; else none."""
    return tuple(suspect for suspect in finding.suspects[:1] if suspect.explains > suspect.breaks)


def _suspects(finding: Finding, shelf: Shelf) -> list[Note]:
    """The one figure that would explain it, with the value that would make things agree.  It is never changed by itself."""
    for suspect in credible(finding):
        if suspect.fact not in shelf.facts.index:
            continue
        fact = shelf.facts.loc[suspect.fact]
        words = ngettext("最可疑的一个数：{cell}。如果是 {value}，就有 {n} 项能对上。", suspect.explains)
        text = words.format(cell=cell_words(fact), value=suspect.value, n=suspect.explains)
        if suspect.breaks:
            text += ngettext("但另有 {n} 项会对不上。", suspect.breaks).format(n=suspect.breaks)
        return [Note(text + _("只是线索，请对照原页，程序不会改数。"), _("看表格"), _cell_target(fact, shelf.report))]
    return []


def _members(line: Listed, findings: Sequence[Finding], shelf: Shelf) -> list[Note]:
    """The findings of a group, each with the way to it; what was not checked for one reason is told by the titles of the checks."""
    told = []
    for number in line.numbers[:_MOST_MEMBERS]:
        if line.first.reason:
            told.append(Note(check_titles().get(findings[number].check, ""), _("看规则"), rule_link(findings[number].check)))
        else:
            told.append(Note(message_of(findings[number]), _("看这一项"), report_link(shelf.report, "checks", finding=str(number))))
    left = len(line.numbers) - len(told)
    return told + ([Note(ngettext("还有 {n} 项", left).format(n=left))] if left else [])


def _cells(finding: Finding, shelf: Shelf) -> Iterator[Note]:
    facts = [shelf.facts.loc[number] for number in finding.facts if number in shelf.facts.index]
    yield from (Note(cell_words(fact), _("看表格"), _cell_target(fact, shelf.report)) for fact in facts[:_MOST_CELLS])
    if len(facts) > _MOST_CELLS:
        yield Note(ngettext("还有 {n} 个格子", len(facts) - _MOST_CELLS).format(n=len(facts) - _MOST_CELLS))
    for number in finding.statements[:_MOST_SENTENCES]:
        if number in shelf.statements.index:
            told = shelf.statements.loc[number]["sentence"]
            text = _("说明：{sentence}").format(sentence=shortened(told, _LONGEST))
            yield Note(text, _("看说明"), report_link(shelf.report, "narrative", statement=str(number)))


def cell_words(fact: pd.Series) -> str:
    """A fact in words: table, line, column, the printed text and, where a person corrected it, the value given, and where it stands."""
    words = _("《{table}》　{line}　{column}　{printed} {unit}　{place}")
    if fact["corrected"]:
        words = _("《{table}》　{line}　{column}　{printed} 已更正为 {corrected} {unit}　{place}")
    names = {"table": name_of("table", fact["table"]), "line": fact["line_name"], "column": name_of("column", fact["column"])}
    told = {"printed": fact["printed"], "corrected": fact["corrected"], "unit": fact["unit"]}
    return words.format(**names, **told, place=place_name(fact["page"], fact["locator"]))


def _cell_target(fact: pd.Series, report: str) -> str:
    return report_link(report, "tables", table=str(fact["table_no"]), cell=f"{fact['cell_row']}.{fact['cell_column']}")

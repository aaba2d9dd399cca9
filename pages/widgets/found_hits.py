"""The hits of a search in words: what each stands in, the text around what matches, its link, its citation."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from core.model import Report
from core.store.search import Hit, Sought
from pages.widgets.address import report_link
from pages.widgets.hit_list import HitGroup, ShownHit
from pages.widgets.language import N_, _, language, ngettext
from pages.widgets.stock import name_of
from pages.widgets.words import fingerprint, kind_name, place_name, unit_title, year_name

KINDS = {
    "title": N_("表名"),
    "header": N_("表头"),
    "label": N_("表中文字"),
    "code": N_("编码"),
    "note": N_("表注"),
    "fact": N_("金额"),
    "statement": N_("说明"),
    "figure": N_("说明里的金额"),
    "sentence": N_("正文"),
    "project": N_("绩效项目"),
    "indicator": N_("绩效指标"),
    "reason": N_("偏差原因"),
    "score": N_("评分项"),
    "funding": N_("项目资金"),
}
SIDES = {"revenue": N_("收入"), "expenditure": N_("支出")}
_AROUND = 60  # letters shown before and after what matches


def groups(hits: Sequence[Hit], reports: Mapping[str, Report], what: Sought, today: date) -> list[HitGroup]:
    """The hits by report, in their order."""
    found = []
    for number, members in groupby(hits, key=lambda hit: hit.report):
        report, of_report = reports[number], list(members)
        shown = tuple(_shown(hit, report, what, today) for hit in of_report)
        found.append(HitGroup(report_title(report), ngettext("{n} 处", len(shown)).format(n=len(shown)), shown))
    return found


def report_title(report: Report) -> str:
    """Unit, year, kind, and the version where there are several; the file where the unit is not known."""
    words = _("{unit}　{year}（{kind}）")
    title = words.format(unit=unit_title(report.unit_name), year=year_name(report.fiscal_year), kind=kind_name(report.kind))
    version = "　" + _("第 {version} 版").format(version=report.version) if report.version > 1 else ""
    return title + version + ("" if report.unit_name else f"　{report.file}")


def _shown(hit: Hit, report: Report, what: Sought, today: date) -> ShownHit:
    place = place_name(hit.page, hit.locator) or _("没有页码")
    return ShownHit(where(hit), tuple(_pieces(hit, what)), place, target(hit), citation(hit, report, what, today))


def where(hit: Hit) -> str:
    """What a hit stands in: kind, then table and line and column, or section, or project."""
    names = [_(KINDS[hit.kind])]
    if hit.part == "tables" and hit.kind != "title":
        names.append(_("《{table}》").format(table=_table(hit)))
    if hit.kind == "fact":
        names += [_(SIDES[hit.side]) if hit.side in SIDES else "", hit.line_name, name_of("column", hit.column_key)]
    names += [hit.section.rpartition("/")[2]] if hit.section else []
    names += [hit.project] if hit.kind in ("indicator", "reason") else []
    return " · ".join(filter(None, names))


def target(hit: Hit) -> str:
    """The link that opens the report with the hit chosen."""
    if hit.kind in ("statement", "figure"):
        return report_link(hit.report, "narrative", statement=str(hit.number))
    if hit.kind == "sentence":
        page = {"table": "pages", "page": str(hit.page)} if hit.page else {}
        return report_link(hit.report, "tables", **page, sentence=str(hit.number))
    if hit.kind in ("indicator", "reason"):
        return report_link(hit.report, "performance", view="indicators", project=str(hit.project_no), row=str(hit.at))
    if hit.kind == "score":
        return report_link(hit.report, "performance", view="scores", row=str(hit.number + 1))
    if hit.part == "performance":
        return report_link(hit.report, "performance", view="projects", row=str(hit.project_no + 1))
    cell = {"cell": f"{hit.row}.{hit.column}"} if hit.row >= 0 else {}
    return report_link(hit.report, "tables", table=str(hit.number), **cell)


def citation(hit: Hit, report: Report, what: Sought, today: date) -> str:
    """What stands where, for a footnote: unit, report, place, text, fingerprint and the day it was looked up."""
    words = _("{report}，{place}，{where}：“{text}”。文件：{file}，指纹 {sha}，查阅日期 {day}。")
    place = place_name(hit.page, hit.locator) or _("没有页码")
    text = " ".join(hit.text.split()) + _unit(hit, what)
    known = {"report": report_title(report), "where": where(hit), "file": report.file, "sha": fingerprint(report.sha256)}
    return words.format(place=place, text=text, day=today.isoformat(), **known)


def _table(hit: Hit) -> str:
    """As printed; on an English screen the English name of a known table."""
    known = name_of("table", hit.table)
    return known if language() != "zh" or not hit.title else hit.title


def _unit(hit: Hit, what: Sought) -> str:
    if hit.kind == "funding":
        return " " + _("{number}（单位见原页）").format(number=what.number)
    return f" {hit.unit}" if hit.unit else ""


def _pieces(hit: Hit, what: Sought) -> Iterator[tuple[str, bool]]:
    """The text around the first match, with every match in it marked; line breaks of a cell are none."""
    first = hit.marks[0][0] if hit.marks else 0
    last = hit.marks[0][1] if hit.marks else 0
    start = 0 if first <= 2 * _AROUND else first - _AROUND
    end = len(hit.text) if len(hit.text) <= last + 2 * _AROUND else last + _AROUND
    reach = start
    if start:
        yield "…", False
    for begin, finish in hit.marks:
        if begin < reach or finish > end:
            continue
        yield _joined(hit.text[reach:begin]), False
        yield _joined(hit.text[begin:finish]), True
        reach = finish
    yield _joined(hit.text[reach:end]) + ("…" if end < len(hit.text) else "") + _unit(hit, what), False


def _joined(text: str) -> str:
    return text.replace("\n", "")

"""表格: the tables of a report as they were printed, each beside its pages."""

from collections.abc import Collection, Set
from functools import partial

import pandas as pd
import streamlit as st

from core.errors import LibraryError
from core.model import Report
from pages.views.tabs import drawing
from pages.widgets.address import asked, asked_number, remember
from pages.widgets.language import _, language, ngettext
from pages.widgets.page_sentences import asked_sentence, sentences_of_page
from pages.widgets.page_strip import page_strip
from pages.widgets.pictures import page_images
from pages.widgets.plain import doubtful, escaped, strong, wanting
from pages.widgets.printed_table import shown_cells, sizes_of
from pages.widgets.source_page import MOST_ROWS, PageImage, asked_pages, source_page
from pages.widgets.stock import definitions, library, name_of, sentence
from pages.widgets.told_sentences import notes_of_table
from pages.widgets.words import TABLE_STATES, pages_name

PAGES = "pages"  # the entry for the whole report, page by page
PORTRAIT = 820  # pixels a whole upright page is wide
_MOST_PROBLEMS = 3


def show(report: Report) -> None:
    """Draw the tab: the list of tables in the sidebar, the chosen one here."""
    if asked("draw") in definitions().tables:
        drawing.show(report, asked("draw"))
        return
    listed = library().tables(report.report)
    if listed.empty and not report.pages:
        st.markdown(_("这份文件里没有表格，也没有页面。"))
        return
    facts = library().facts(report.report)
    scanned = set(facts[facts["source"] == "ocr"]["table_no"])
    chosen = _choose(report, listed, facts.groupby("table_no").size(), scanned)
    told = asked_sentence(report)
    if told is not None and told["page"].isna().any():
        sentences_of_page(report, told)
        return
    if chosen == PAGES:
        _show_pages(report, told)
        return
    table = listed.set_index("table_no").loc[int(chosen)]
    _show_head(table)
    asks = _show_problems(report, int(chosen))
    drawing.entrance(report, table, asks)
    if table["state"] in ("missing", "listed_only"):
        st.markdown(_absent_words(table["state"]))
        return
    _show_table(report, int(chosen), table)


def _title(table: pd.Series) -> str:
    """As printed; on an English screen the English name of a known table."""
    known = name_of("table", table["table"])
    return escaped(known if language() != "zh" or not table["title"] else table["title"]) or _("没有印表名的表")


def _choose(report: Report, listed: pd.DataFrame, counts: pd.Series, scanned: Set[int]) -> str:
    by_number = {str(row["table_no"]): row for _index, row in listed.iterrows()}
    options = [*by_number, *([PAGES] if report.pages else [])]
    filled = [number for number, row in by_number.items() if row["state"] == "filled"]
    key = f"table_choice_{report.report}"
    st.session_state[key] = asked("table") if asked("table") in options else (filled or options)[0]

    def label(option: str) -> str:
        if option == PAGES:
            return _("全部原页")
        sign, colour, _word = TABLE_STATES["scanned" if by_number[option]["table_no"] in scanned else by_number[option]["state"]]
        return f":{colour}[{sign}] {_title(by_number[option])}"

    def caption(option: str) -> str:
        if option == PAGES:
            return ngettext("{n} 页", report.pages).format(n=report.pages)
        row = by_number[option]
        where, word = pages_name(row["first_page"], row["last_page"]), TABLE_STATES[row["state"]][2]
        figures = counts.get(row["table_no"], 0)
        told = [where, ngettext("{n} 个数", figures).format(n=figures) if row["state"] == "filled" else _(word)]
        told += [_("扫描识别，请对照原页")] if row["table_no"] in scanned else []
        return " · ".join(filter(None, told))

    with st.sidebar:
        st.markdown(strong(_("表格目录")))
        captions = [caption(option) for option in options]
        chosen = partial(_table_chosen, key)
        return st.radio(
            _("表格目录"), options, format_func=label, captions=captions, key=key, on_change=chosen, label_visibility="collapsed"
        )


def _table_chosen(key: str) -> None:
    remember(table=st.session_state[key], cell="", page="", sentence="")


def _show_head(table: pd.Series) -> None:
    unit = _("金额单位：{unit}").format(unit=escaped(table["unit"])) if table["unit"] else doubtful(_("单位待确认"))
    parts = [f"**{_title(table)}**", pages_name(table["first_page"], table["last_page"]), unit if table["state"] == "filled" else ""]
    if table["state"] == "empty":
        sign, _colour, word = TABLE_STATES["empty"]
        parts.append(f"{sign} {_(word)}")
    st.markdown("　".join(filter(None, parts)))
    if table["note"]:
        st.caption(escaped(table["note"]))


def _absent_words(state: str) -> str:
    if state == "missing":
        return _("报告里没有找到这张表。它的数字没有读，也不当作 0。")
    return _("报告只列出了这张表的名称，正文里没有印表。它的数字没有读，也不当作 0。")


def _show_problems(report: Report, table_no: int) -> bool:
    """What could not be read of the table; whether there is any."""
    problems = library().problems(report.report)
    told = problems[problems["table_no"] == table_no]
    for kind, details in list(zip(told["kind"], told["details"], strict=True))[:_MOST_PROBLEMS]:
        st.markdown(wanting(escaped(sentence(kind, details))))
    if len(told) > _MOST_PROBLEMS:
        with st.expander(ngettext("还有 {n} 处", len(told) - _MOST_PROBLEMS).format(n=len(told) - _MOST_PROBLEMS)):
            for kind, details in list(zip(told["kind"], told["details"], strict=True))[_MOST_PROBLEMS:]:
                st.markdown(wanting(escaped(sentence(kind, details))))
    return len(told) > 0


@st.fragment
def _show_table(report: Report, table_no: int, table: pd.Series) -> None:
    cells, facts = library().cells(report.report, table_no), library().facts(report.report, table_no)
    as_printed = (facts["corrected"] != "").any() and _choose_printed()
    if as_printed:
        facts = library().facts(report.report, table_no, as_printed=True)
    first = _first_row(f"piece_{report.report}_{table_no}", int(cells["row"].max()) + 1 if len(cells) else 0)
    piece = cells[cells["row"].between(first, first + MOST_ROWS - 1)]
    if not report.pages:
        st.caption(_("此文件没有页面：点表中的数，下面写出它在文件里的位置"))
    sizes = sizes_of(report.report)
    key = f"sheet_{report.report}_{table_no}_{first}" + ("_printed" if as_printed else "")
    numbers = sorted({int(page) for page in piece["page"].dropna()})
    in_sight = _page_of(piece, asked("cell")) or next(iter(numbers), 0)
    pages = _pictures(report, numbers, {in_sight, *asked_pages(key)})
    told = notes_of_table(library().links(report.report), table_no, report.report)
    source_page(table["title"], shown_cells(piece, facts, sizes, told), pages, asked("cell"), key, partial(_cell_chosen, key))


def _choose_printed() -> bool:
    """Whether a table with corrected figures is shown as it was printed."""
    names, key = {"": _("更正后"), "printed": _("原文")}, "tables_as"
    st.session_state[key] = asked("as") if asked("as") in names else ""
    chosen = st.segmented_control(
        _("更正后或原文"),
        list(names),
        format_func=names.get,
        required=True,
        key=key,
        on_change=lambda: remember(**{"as": st.session_state[key]}),
        label_visibility="collapsed",
    )
    return chosen == "printed"


def _first_row(key: str, rows: int) -> int:
    """The row a piece of a long table begins with; the reader chooses the piece."""
    if rows <= MOST_ROWS:
        return 0
    starts = list(range(0, rows, MOST_ROWS))
    row = asked("cell").partition(".")[0]
    if row.isdecimal():
        st.session_state[key] = min(int(row) // MOST_ROWS * MOST_ROWS, starts[-1])
    label = _("这张表很长，分段显示")
    names = {start: _("第 {first}–{last} 行").format(first=start + 1, last=min(start + MOST_ROWS, rows)) for start in starts}
    return st.selectbox(label, starts, format_func=names.get, key=key, on_change=lambda: remember(cell=""), width=260)


def _page_of(cells: pd.DataFrame, chosen: str) -> int:
    """The page of the chosen cell; 0 where there is none."""
    found = cells[(cells["row"].astype(str) + "." + cells["column"].astype(str)) == chosen]["page"].dropna()
    return int(found.iloc[0]) if len(found) else 0


def _pictures(report: Report, numbers: list[int], drawn: Collection[int] | None = None) -> list[PageImage]:
    try:
        return page_images(report.report, report.sha256, numbers, drawn)
    except LibraryError as error:
        st.warning(escaped(sentence(error.code, error.details)), icon=":material/hide_image:")
        return []


def _cell_chosen(key: str) -> None:
    remember(cell=st.session_state[key]["cell"] or "")


def _show_pages(report: Report, told: pd.DataFrame | None) -> None:
    now = asked_number("page", 1) if told is None else int(told["page"].iloc[0])
    number = page_strip(report.pages, now, f"page_choice_{report.report}", "page", sentence="")
    if told is not None:
        sentences_of_page(report, told)
        return
    for page in _pictures(report, [number]):
        with st.container(key="whole_page"):
            st.image(page.jpeg, width="stretch" if page.width > page.height else PORTRAIT, alt=pages_name(number, number))

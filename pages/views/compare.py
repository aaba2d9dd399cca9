"""对比: units × years of a metric or a line, behind a guard that names what differs; and patterns worth a look."""

import streamlit as st

from core.compare.guard import Unlike, unlike
from core.compare.peers import Position, positions
from core.compare.slots import Compared, compared, offered
from core.compare.subject import subject
from pages.widgets.address import LIBRARY, asked, remember
from pages.widgets.compare_chart import choose_form, comparison_chart, comparison_table, difference_table, shown_rows
from pages.widgets.compare_choice import Choice, choice, suggested
from pages.widgets.compare_clues import clue_screen
from pages.widgets.compare_files import files
from pages.widgets.compare_guard import acknowledged, refused_words, short
from pages.widgets.language import N_, _, language
from pages.widgets.metric_card import contributing, metric_words
from pages.widgets.plain import escaped, strong
from pages.widgets.plain_table import plain_table
from pages.widgets.stock import definitions, library, sentence
from pages.widgets.words import unit_title, year_name

VIEWS = {"compare": N_("单位和年度"), "clues": N_("线索")}


def view() -> str:
    """Which half of the screen the address asks for; a switch to the other."""
    st.session_state["compare_view"] = asked("view") if asked("view") in VIEWS else "compare"
    st.segmented_control(
        _("看什么"),
        list(VIEWS),
        format_func=lambda name: _(VIEWS[name]),
        key="compare_view",
        required=True,
        label_visibility="collapsed",
        on_change=lambda: remember(view="" if st.session_state["compare_view"] == "compare" else st.session_state["compare_view"]),
    )
    return st.session_state["compare_view"]


def show_comparison(wanted: Choice) -> None:
    """The guard first; the chart, its table and everything else only behind it."""
    asked_subject = subject(wanted.what, definitions())
    if asked_subject is None:
        st.warning(_("没有链接所指的指标或科目，请在上面重新选。"), icon=":material/search_off:")
        return
    found = compared(library(), asked_subject, wanted.units, wanted.years)
    refused_words(found)
    if found.frame["value"].isna().all():
        st.markdown(_("所选单位和年度的报告里都没有这个数。请换一个指标、科目或年度。"))
        comparison_table(found, shown_rows(found))
        return
    differences = unlike(library(), found, definitions())
    if not acknowledged(differences):
        st.caption(_("勾选以后才画图。"))
        return
    _behind_the_guard(found, differences)


def _behind_the_guard(found: Compared, differences: list[Unlike]) -> None:
    shown = shown_rows(found)
    choose_form(found)
    if differences:
        st.markdown(f":orange[**!** {escaped(short(differences))}]")
    comparison_chart(found, shown)
    if found.frame["estimated"].any():
        st.caption(_("带“推算”的数（虚线空心条）由下一年度说明里的增减额反推，报告没有直接印出。"))
    _picked(found)
    comparison_table(found, shown)
    files(found, shown, differences)
    difference_table(found, shown)
    _places(found, positions(library(), found))
    st.html(f'<div class="rules">{metric_words(found.subject)}</div>')
    st.caption(_("只用决算报告，每个单位每个年度取最新一版；预算、空白模板不在内。"))


def _picked(found: Compared) -> None:
    """The cells behind the value that was chosen."""
    rows = found.frame[(found.frame["key"] == asked("picked")) & (found.frame["gap"] == "")]
    if rows.empty:
        st.caption(_("点图上的一条或表里的一个数，看它由哪些格子算出、印在哪一页。"))
        return
    first = rows.iloc[0]
    value = found.display.told(first["value"], definitions(), language())
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(strong(escaped(f"{unit_title(first['unit_name'])}　{year_name(first['year'])}　{value}")))
        st.button(_("收起"), type="tertiary", on_click=lambda: remember(picked=""))
    contributing(rows)


def _places(found: Compared, places: list[Position]) -> None:
    """The places among peers; in words where there are too few."""
    if not places:
        return
    st.markdown(strong(_("在同类里的位次")))
    st.caption(_("同类：同一年度、同一层级的决算报告；从单位名称看不出层级的，与同一年度的全部决算报告比。从高到低排。"))
    told = {(each.unit_name, each.year): each for each in places if each.rank is not None}
    if told:
        units = {unit: _level(unit, told) for unit in found.units if any(name == unit for name, _year in told)}
        rows = [[unit, level, *(_place(told.get((unit, year))) for year in found.years)] for unit, level in units.items()]
        plain_table([_("单位"), _("同类"), *map(str, found.years)], rows, numbers=len(found.years))
    few = [each.n for each in places if each.rank is None]
    if few:
        st.caption(_("有 {n} 个数不排位次：同类报告少于 5 份（最多 {most} 份），位次说明不了什么。").format(n=len(few), most=max(few)))


def _level(unit: str, told: dict[tuple[str, int], Position]) -> str:
    level = next(each.level for (name, _year), each in told.items() if name == unit)
    return sentence(f"level_{level}", {}) if level else _("全部")


def _place(each: Position | None) -> str:
    return _("第 {rank} / {n} 位，高于 {lower}% 的同类").format(rank=each.rank, n=each.n, lower=each.lower) if each else "—"


st.title(_("对比"), anchor=False)
reports = offered(library())
if not reports:
    st.markdown(_("资料库里还没有写明单位和年度的决算报告。请先拖入几份，两个单位或两个年度就能对比。"))
    if st.button(_("去资料库"), type="primary"):
        st.switch_page(LIBRARY)
else:
    shown_view = view()
    wanted_choice = choice(reports, shown_view == "compare")
    if shown_view == "clues":
        clue_screen()
    elif not wanted_choice.units:
        st.markdown(_("请在上面选 2–20 个单位；不选年度就比全部年度。只选一个单位，就看它的各个年度。"))
        st.button(_("替我选年度最多的几个单位"), type="primary", on_click=lambda: remember(units=suggested(reports)))
    else:
        show_comparison(wanted_choice)

"""查找: words and amounts over all reports, hits by report with their page, narrowed by unit, year, kind and part."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

import streamlit as st

from core.amounts import format_amount
from core.store.search import MOST_HITS, PARTS, Found, Narrowed, Sought, near_terms, search, sought
from pages.widgets.address import LIBRARY, asked, remember
from pages.widgets.found_hits import groups
from pages.widgets.hit_list import hit_list
from pages.widgets.language import N_, _, language, ngettext
from pages.widgets.plain import as_html
from pages.widgets.stock import definitions, library
from pages.widgets.words import KINDS, kind_name, unit_title, year_name

PART_NAMES = dict(zip(PARTS, (N_("表格"), N_("说明"), N_("绩效")), strict=True))
UNITS = (N_("元"), N_("百元"), N_("千元"), N_("万元"), N_("亿元"))
_OFFERED = (UNITS[0], UNITS[3], UNITS[4])  # the others are taken where they are typed
FILTERS = ("unit", "year", "kind", "part")
_FIELDS = dict(zip(FILTERS, ("unit_name", "fiscal_year", "kind", "part"), strict=True))
_UNKNOWN = "?"  # in the address: the unit or the year is not known
_EXAMPLES = (("line", "official_hospitality"), ("term", "government_procurement"), ("term", "agency_operating_expenses"))
_FEN_OF_YUAN = 100


def link(words: str) -> str:
    """The address of a search."""
    return "find?" + urlencode({"q": words} | ({"lang": "en"} if language() == "en" else {}))


def try_these(texts: list[str]) -> None:
    """Words to try, each a link; words of the field stand as they are printed."""
    said = _("试试：")
    offered = "　".join(f'<a href="{as_html(link(text))}" target="_self"><cite>{as_html(text)}</cite></a>' for text in texts)
    st.html(f'<p class="try">{as_html(said)}{offered}</p>')


def box() -> Sought:
    """The words of the address, in a field; for a bare number also the unit it is taken in."""
    st.session_state["find_words"] = asked("q")
    hint = _("词语、科目编码或金额，例如：公务接待、2060201、1,367.76")
    with st.container(horizontal=True, vertical_alignment="center", key="find_head"):
        words = st.text_input(hint, key="find_words", on_change=_words_changed, placeholder=hint, label_visibility="collapsed", width=520)
        what = sought(words.strip(), definitions(), asked("in"))
        if what.number and not what.unit_said:
            st.session_state["find_in"] = what.unit
            offered = dict.fromkeys([*_OFFERED, what.unit])
            st.segmented_control(
                _("金额单位"),
                list(offered),
                required=True,
                key="find_in",
                on_change=lambda: remember(**{"in": st.session_state["find_in"]}),
                label_visibility="collapsed",
                format_func=lambda unit: _("按{unit}").format(unit=_(unit)),
            )
        newest_only()
    return what


def newest_only() -> None:
    """Whether reports are searched of which a newer version is kept."""
    st.session_state["find_versions"] = asked("versions") == "all"
    st.checkbox(
        _("也查旧版本"),
        key="find_versions",
        on_change=lambda: remember(versions="all" if st.session_state["find_versions"] else ""),
    )


def _words_changed() -> None:
    remember(q=st.session_state["find_words"].strip(), **dict.fromkeys(FILTERS, ""))


def narrowed() -> Narrowed:
    """The filters of the address."""
    wanted = {_FIELDS[name]: {"": None, _UNKNOWN: ""}.get(asked(name), asked(name)) for name in FILTERS}
    return Narrowed(**wanted, all_versions=asked("versions") == "all")


def filters(found: Found) -> None:
    """A choice per filter, each value with its hits."""
    named: dict[str, tuple[str, Callable[[str], str]]] = {
        "unit": (_("全部单位"), unit_title),
        "year": (_("全部年度"), lambda year: year_name(year or None)),
        "kind": (_("全部文种"), lambda kind: kind_name(kind) if kind in KINDS else kind),
        "part": (_("全部位置"), lambda part: _(PART_NAMES.get(part, part))),
    }
    with st.container(horizontal=True, key="find_filters"):
        for name, (everything, words_of) in named.items():
            counts = {value or _UNKNOWN: n for value, n in found.counts.get(_FIELDS[name], {}).items()}
            if asked(name):
                counts.setdefault(asked(name), 0)
            _choose(name, everything, counts, words_of)


def _choose(name: str, everything: str, counts: dict[str, int], words_of: Callable[[str], str]) -> None:
    key = f"find_{name}"
    st.session_state[key] = asked(name)

    def said(option: str) -> str:
        words, n = (words_of("" if option == _UNKNOWN else option), counts[option]) if option else (everything, sum(counts.values()))
        return _("{words}（{n}）").format(words=words, n=f"{n:,}")

    chosen = lambda: remember(**{name: st.session_state[key]})  # noqa: E731 - the name is bound now, not when it is called
    width = 330 if name == "unit" else 190
    st.selectbox(everything, ["", *counts], format_func=said, key=key, on_change=chosen, label_visibility="collapsed", width=width)


def told(what: Sought, found: Found, reports: int) -> None:
    """How much was found, and in which unit an amount was searched."""
    if what.number and what.amount_fen is not None:
        words = _("按金额查找：{number} {unit}，即 {yuan} 元。只列恰好是这个数的格子和句子，原表用什么单位印都算。")
        yuan = format_amount(what.amount_fen, _FEN_OF_YUAN)
        st.caption(words.format(number=f"{Decimal(what.number):,}", unit=_(what.unit), yuan=yuan))
    elif what.number:
        st.caption(_("这个数按所选单位不足一分，不是金额，只按文字查找。"))
    if found.total:
        all_of = ngettext("找到 {n} 处", found.total).format(n=f"{found.total:,}")
        cut = _("，只列出前 {n} 处，请用条件缩小范围").format(n=MOST_HITS)
        st.markdown(all_of + (cut if found.total > len(found.hits) else _("，在 {n} 份报告里").format(n=reports)))


def nothing(what: Sought) -> None:
    """No hit: what else to try."""
    if any(asked(name) for name in FILTERS):
        st.markdown(_("在这些条件下没有匹配。"))
        if st.button(_("去掉条件再查"), type="primary"):
            remember(**dict.fromkeys(FILTERS, ""))
            st.rerun()
        return
    near = near_terms(library(), what, definitions())
    told = as_html(_("没有匹配“{words}”的内容。")).format(words=f"<cite>{as_html(what.words)}</cite>")
    st.html(f'<p class="try">{told}</p>')
    if near:
        try_these(near)
    else:
        st.caption(_("可以少写几个字，或者换一个说法；金额请写完整，例如 1,367.76。联系人和电话不在查找范围内。"))


def results(what: Sought) -> None:
    """What was found under the filters."""
    wanted = narrowed()
    with st.spinner(_("正在查找；新导入的报告第一次查找要先建立索引…")):
        found = search(library(), what, wanted, definitions())
    if found.counts.get("unit_name") or any(asked(name) for name in FILTERS):
        filters(found)
    reports = library().several({hit.report for hit in found.hits})
    told(what, found, len(reports))
    if found.hits:
        hit_list(groups(found.hits, reports, what, date.today()), key="hits")
    else:
        nothing(what)


st.title(_("查找"), anchor=False)
if not library().selection():
    st.markdown(_("资料库里还没有报告。请先拖入一份，或用示例报告试一试。"))
    if st.button(_("去资料库"), type="primary"):
        st.switch_page(LIBRARY)
else:
    sought_now = box()
    if sought_now.folded:
        results(sought_now)
    else:
        st.caption(_("在所有报告的表格、情况说明和绩效表里查找，一个字也可以。每一处都能回到原页。"))
        try_these([definitions().name(*term) for term in _EXAMPLES])
        with st.spinner(_("正在为新导入的报告建立索引，可以先输入…")):
            library().index_texts()

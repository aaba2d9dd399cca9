"""What came of comparing a report with others: per check the counts, then what does not agree or was not checked, with both places."""

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from core.over.comparison import Comparison, Spot
from core.over.rules import Rule, rules
from pages.widgets.address import asked, remember, rule_link
from pages.widgets.board_table import SHOWN
from pages.widgets.check_titles import check_titles
from pages.widgets.language import _, language, ngettext
from pages.widgets.over_results import spot_link
from pages.widgets.plain import as_html, escaped
from pages.widgets.words import place_name

_ORDER = ("fail", "hint", "not_run", "rounding", "pass", "not_applicable")
_OPEN = ("fail", "hint", "not_run", "rounding")  # drawn at once; what agrees is drawn when asked for
_MOST_SHOWN, _MOST_SPOTS = 60, 3


def over_list(found: Sequence[Comparison]) -> None:
    """Draw it; a comparison that could not be made says which report is missing."""
    if not found:
        st.caption(_("只有决算报告与其他报告核对；这份不是决算，或者单位、年度还没有确认，或者不是最新的一版。"))
        return
    for check, rule in rules().items():
        of_check = sorted((each for each in found if each.check == check), key=lambda each: _ORDER.index(each.kind))
        if of_check:
            _one_check(rule, of_check)


def _one_check(rule: Rule, found: Sequence[Comparison]) -> None:
    counts = Counter(each.kind for each in found)
    title = check_titles()[rule.id]
    marks = "　".join(_mark(kind, counts[kind], not counts["not_run"]) for kind in _ORDER if counts[kind])
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{escaped(title)}**　{marks}　[{_('看规则')}]({rule_link(rule.id)})")
        agreeing = counts["pass"] + counts["not_applicable"]
        key = f"agreeing_{rule.id}"
        st.session_state[key] = asked("agreeing") == rule.id
        if agreeing:
            words = ngettext("列出相符的 {n} 项", agreeing).format(n=agreeing)
            st.toggle(words, key=key, on_change=lambda: remember(agreeing=rule.id if st.session_state[key] else ""))
    shown = [each for each in found if each.kind in _OPEN or st.session_state[key]]
    if shown:
        st.html(f'<ul class="over">{"".join(map(_line, shown[:_MOST_SHOWN]))}</ul>')
    if len(shown) > _MOST_SHOWN:
        st.caption(ngettext("还有 {n} 项没有列出。", len(shown) - _MOST_SHOWN).format(n=len(shown) - _MOST_SHOWN))


def _mark(kind: str, count: int, complete: bool) -> str:
    """A count as Markdown; what agrees is green only where all of the check could be checked."""
    sign, colour, word = SHOWN[kind]
    colour = colour if kind != "pass" or complete else "gray"
    return f":{colour}[{escaped(sign)} {_(word)} {count}]"


def _line(each: Comparison) -> str:
    sign, colour, word = SHOWN[each.kind]
    message = each.message if language() == "zh" else each.message_en
    links = [*_links(_("看这份"), each.left_spots), *_links(_("看另一份"), each.right_spots)]
    return f'<li><b class="{colour}">{sign} {as_html(_(word))}</b> {as_html(message)} {" ".join(links)}</li>'


def _links(words: str, spots: Sequence[Spot]) -> list[str]:
    found = []
    for spot in spots[:_MOST_SPOTS]:
        where = place_name(spot.place.page, spot.place.locator) if spot.place.page or spot.place.locator else ""
        found.append(f'<a href="{as_html(spot_link(spot))}" target="_self">{as_html(f"{words} {where}".strip())}</a>')
    return found

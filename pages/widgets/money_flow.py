"""Where the money comes from, what it is spent on and as what: a flow of at most twelve bands, the same bands as a table."""

from functools import partial

import pandas as pd
import streamlit as st

from core.charts.flows import ALL_FUNDS, APPROPRIATED, HUB, Flow, flow
from core.charts.sankey import sankey
from core.charts.scale import Scale, scale_for
from core.model import Report
from pages.widgets.address import asked, remember
from pages.widgets.chart_download import chart_with_download
from pages.widgets.chart_parts import SCALES, amount_link, labels_of, line_name, opened, pages_of, unit_of
from pages.widgets.language import N_, _
from pages.widgets.plain_table import plain_table
from pages.widgets.stock import name_of

FUNDS = {ALL_FUNDS: N_("全部资金"), APPROPRIATED: N_("财政拨款")}
HUBS = {ALL_FUNDS: N_("收入总计"), APPROPRIATED: N_("财政拨款总计")}
WHY_NOT = {
    "missing": N_("没有读出这张总表的两侧和总计，没有画资金流向。请在“表格”里看原因。"),
    "negative": N_("总表里有负数，带子没有宽度可画，没有画资金流向；数字见“表格”。"),
    "sums": N_("总表里读出的各项合起来与总计不等，没有画资金流向。请在“核对”里看差在哪里。"),
}
_CHOICE = "funds_choice"


def money_flow(report: Report, facts: pd.DataFrame) -> None:
    """Draw the flow of the funds the address names."""
    st.session_state[_CHOICE] = asked("funds") if asked("funds") in FUNDS else ALL_FUNDS
    funds = st.segmented_control(
        _("资金范围"),
        list(FUNDS),
        format_func=lambda key: _(FUNDS[key]),
        required=True,
        key=_CHOICE,
        on_change=lambda: remember(funds=st.session_state[_CHOICE]),
        label_visibility="collapsed",
    )
    found = flow(facts, funds)
    if found.reason:
        opened(_("资金流向"), False, _(WHY_NOT[found.reason]))
        return
    nodes, scale = _labelled(found, funds), scale_for([*found.nodes["amount_fen"], *found.links["amount_fen"]])
    title = _("资金流向（{unit}）").format(unit=_(SCALES[scale.key]))
    st.subheader(title, anchor=False)
    draw = partial(sankey, nodes, found.links, scale, labels_of(scale, _("从"), _("到")))
    chart_with_download(report, "flow", title, draw, pages_of(found.links))
    _said(found)
    _table(report, found, nodes, scale)


def _said(found: Flow) -> None:
    lines = [_("每一列合起来等于报告印的总计（各项四舍五入留下的尾数除外）；归并成“其他”的项在“构成”和“表格”里逐项列出。")]
    if 3 not in set(found.nodes["stage"]):
        lines.append(_("没有读出各功能分类的基本支出和项目支出，或合起来与该类支出不等，最后一列没有画。"))
    st.caption(" ".join(lines))


def _table(report: Report, found: Flow, nodes: pd.DataFrame, scale: Scale) -> None:
    """The bands of the chart, a row each, in its order."""
    words = dict(zip(nodes["key"], nodes["label"], strict=True))
    rows = [[words[link.source], words[link.target], amount_link(report, link, scale)] for link in found.links.itertuples(index=False)]
    plain_table([_("从"), _("到"), _("金额")], rows, numbers=1, caption=unit_of(scale))


def _labelled(found: Flow, funds: str) -> pd.DataFrame:
    return found.nodes.assign(label=[_label(node, funds) for node in found.nodes.itertuples(index=False)])


def _label(node: tuple, funds: str) -> str:
    if node.key == HUB:
        return _(HUBS[funds])
    if node.stage == 3:
        return name_of("column", node.line)
    return line_name(node.line, node.name) if node.line else _("其他 {n} 项").format(n=node.count)

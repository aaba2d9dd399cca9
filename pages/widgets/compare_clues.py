"""Patterns worth a look: a kind of clue at a time, each line leading to its cells on their pages."""

import tempfile
from functools import partial
from pathlib import Path

import streamlit as st

from core.compare.clues import KINDS, MOST, Clue, Spot, clues
from core.compare.slots import offered
from core.export.comparison import export_clues, place_words
from core.export.file_name import stem
from core.metrics.values import known
from pages.widgets.address import asked, remember, report_link
from pages.widgets.compare_choice import chosen
from pages.widgets.language import _, language, ngettext
from pages.widgets.plain import escaped, strong
from pages.widgets.plain_table import Link, plain_table
from pages.widgets.stock import definitions, library, sentence
from pages.widgets.taken_away import download
from pages.widgets.words import pages_name


def clue_screen() -> None:
    """Draw the kinds, what each looks for, and what it found among the chosen units and years, or among all."""
    label = strong(_("线索，不是结论。"))
    st.markdown(f":orange[{label}] " + _("每一条都只说明数字的样子，是不是问题要看原页再定。"))
    now = asked("clue") if asked("clue") in KINDS else KINDS[0]
    st.session_state["compare_clue"] = now
    st.segmented_control(
        _("线索的种类"),
        list(KINDS),
        format_func=lambda kind: sentence(f"clue_{kind}", {}),
        key="compare_clue",
        required=True,
        label_visibility="collapsed",
        on_change=lambda: remember(clue=st.session_state["compare_clue"]),
    )
    st.caption(escaped(sentence(f"clue_{now}_how", {})))
    within = _within()
    found = clues(library(), now, within)
    if not found:
        st.markdown(escaped(_("{n} 份决算报告里没有这一种线索。").format(n=len(within))))
        return
    st.markdown(strong(ngettext("{n} 条", len(found)).format(n=len(found))))
    if len(found) == MOST:
        st.caption(_("只列最突出的 {n} 条。选单位或年度可以看其余的。").format(n=MOST))
    heads = [_("单位"), _("年度"), _("印在哪里"), _("线索"), _("这个数"), _("对照的数")]
    plain_table(heads, [_line(each) for each in found], numbers=2)
    name = stem("", None, sentence("clue_file", {}), sentence(f"clue_{now}", {})) + ".csv"
    shown = {"mime": "text/csv", "key": "clues_file", "type": "tertiary", "icon": ":material/table:"}
    download(_("下载 {form}").format(form="CSV"), partial(_file, found, language()), name, **shown)


def _file(found: list[Clue], spoken: str) -> bytes:
    """Made on the click, outside the screen's own run."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "clues.csv"
        export_clues(found, path, definitions(), spoken)
        return path.read_bytes()


def _within() -> list[str]:
    """The reports of the chosen units and years; all where nothing is chosen."""
    units, years = chosen()
    return [
        each.report
        for each in offered(library())
        if (not units or each.unit_name in units) and (not years or each.fiscal_year in years)
    ]


def _line(clue: Clue) -> list[str | Link]:
    spot = clue.spot
    told = definitions().message(clue.code, language(), **clue.details)
    if clue.metric:
        metric = known(clue.metric)
        value = f"{clue.value} {metric.text('unit', language())}"
        return [spot.unit_name, str(spot.year), metric.text("name", language()), told, Link(value, _target(spot)), ""]
    other = Link(_printed(clue.other), _target(clue.other)) if clue.other else ""
    return [spot.unit_name, str(spot.year), _where(spot), told, Link(_printed(spot), _target(spot)), other]


def _where(spot: Spot) -> str:
    return f"{place_words(spot, definitions(), language())}　{pages_name(spot.page, spot.page)}"


def _printed(spot: Spot) -> str:
    return f"{spot.printed} {spot.unit}"


def _target(spot: Spot) -> str:
    if spot.statement is not None:
        return report_link(spot.report, "narrative", statement=str(spot.statement))
    return report_link(spot.report, "tables", table=str(spot.table_no), cell=spot.cell)

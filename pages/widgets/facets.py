"""The row of facets: by what reports are chosen, with counts; the choice lives in the address."""

from collections.abc import Mapping

import streamlit as st

from core.metrics.facets import FACETS, Faceted, region_names
from pages.widgets.address import asked, remember
from pages.widgets.language import N_, _
from pages.widgets.stock import definitions, sentence
from pages.widgets.words import unit_title, year_name

TITLES = {
    "unit": N_("单位"),
    "region": N_("地区"),
    "level": N_("层级"),
    "year": N_("年度"),
    "subject": N_("科目"),
    "result": N_("核对结果"),
}
RESULTS = {
    "fail": ("✕", N_("有不符")),
    "rounding": ("≈", N_("有尾差")),
    "not_run": ("?", N_("有未查")),
    "agreeing": ("✓", N_("查过的都相符")),
    "unchecked": ("?", N_("还没有核对")),
}
_BETWEEN = "|"  # stands in no name of a unit


def facet_row(faceted: Faceted) -> dict[str, list[str]]:
    """Draw the row; what is chosen, by facet.  What leads nowhere beside the other choices is left out."""
    chosen = chosen_facets()
    counts = faceted.counts(chosen)
    with st.container(key="facets"):
        for column, facet in zip(st.columns(len(FACETS), gap="small"), FACETS, strict=True):
            with column:
                _facet(facet, counts[facet], chosen[facet])
    return chosen


def chosen_facets() -> dict[str, list[str]]:
    """facet → the values the address asks for."""
    return {facet: [value for value in asked(facet).split(_BETWEEN) if value] for facet in FACETS}


def _facet(facet: str, counts: Mapping[str, int], chosen: list[str]) -> None:
    key = f"facet_{facet}"
    kept = [value for value in chosen if value in counts]
    options = [value for value, count in counts.items() if count or value in kept]
    options.sort(reverse=facet == "year")
    st.session_state[key] = kept
    names = {value: f"{value_name(facet, value)}（{counts[value]}）" for value in options}
    st.multiselect(
        _(TITLES[facet]),
        options,
        format_func=names.get,
        key=key,
        placeholder=_("全部"),
        on_change=lambda: remember(**{facet: _BETWEEN.join(st.session_state[key]), "picked": ""}),
    )


def value_name(facet: str, value: str) -> str:
    """A value of a facet in words."""
    if facet == "unit":
        return unit_title(value)
    if facet == "region":
        return region_names(definitions()).get(value) or sentence("alias_region", {"letters": value})
    if facet == "level":
        return sentence(f"level_{value}", {})
    if facet == "year":
        return year_name(value)
    if facet == "result":
        sign, words = RESULTS[value]
        return f"{sign} {_(words)}"
    classes = {code: name for name, code in reversed(definitions().functional_classes.items())}
    return f"{value} {definitions().functional.get(value) or classes.get(value, '')}".strip()

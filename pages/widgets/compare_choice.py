"""What is compared: units, years and a metric or a line of a table, each in the address."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from core.compare.slots import MOST_UNITS
from core.compare.subject import TableLine, key_of, lines_of, name_of_code, place_of
from core.metrics.definition import metrics
from core.model import Report
from core.over.held import Address
from pages.widgets.address import asked, remember
from pages.widgets.language import N_, _, language
from pages.widgets.stock import definitions, library, name_of, sentence
from pages.widgets.words import unit_title

METRIC, PLACE = "total_expenditure", "revenue_expenditure_summary|expenditure||total_expenditure|amount"
MODES = {"metric": N_("指标"), "line": N_("表里的科目")}
_BETWEEN = "|"  # stands in no name of a unit
_SUGGESTED = 6


@dataclass(frozen=True, slots=True)
class Choice:
    """`what`: key of a metric or of a place of a table."""

    units: tuple[str, ...]
    years: tuple[int, ...]
    what: str


def chosen() -> tuple[list[str], list[int]]:
    """The units and years of the address."""
    years = [int(year) for year in asked("years").split(_BETWEEN) if year.isdecimal()]
    return [unit for unit in asked("units").split(_BETWEEN) if unit], years


def choice(offered: Sequence[Report], subject: bool = True) -> Choice:
    """Draw the choices; `subject`: also what is compared.  Without years in the address those from first to last are compared."""
    units, years = chosen()
    left, middle = st.columns([3, 1.4], gap="small")
    with left:
        counts = Counter(report.unit_name for report in offered)
        label = _("单位（2–{most} 个）").format(most=MOST_UNITS) if subject else _("单位")
        units = _several("units", label, units, counts, _unit_named(counts), _("请选择") if subject else _("全部单位"))
    known = sorted({report.fiscal_year for report in offered}, reverse=True)
    with middle:
        picked_years = _several("years", _("年度"), years, known, str, _("全部年度"))
    if subject and len(units) > MOST_UNITS:
        st.caption(_("一次最多对比 {most} 个单位，只取前 {most} 个。").format(most=MOST_UNITS))
        units = units[:MOST_UNITS]
    return Choice(tuple(units), tuple(sorted(picked_years or _first_to_last(units, offered))), _what(offered) if subject else "")


def _first_to_last(units: Sequence[str], offered: Sequence[Report]) -> list[int]:
    """The years of these units, also those between that none of them has."""
    years = [report.fiscal_year for report in offered if report.unit_name in units]
    return list(range(min(years), max(years) + 1)) if years else []


def _unit_named(counts: Counter) -> object:
    return lambda unit: _("{unit}（{n} 个年度）").format(unit=unit_title(unit), n=counts[unit])


def _several(name: str, label: str, now: list, options: object, named: object, empty: str) -> list:
    """A multiselect that lives in the address; what the address asks for is offered even where the library has nothing of it."""
    key = f"compare_{name}"
    st.session_state[key] = now
    return st.multiselect(
        label,
        list(dict.fromkeys([*now, *options])),
        format_func=named,
        key=key,
        placeholder=empty,
        on_change=lambda: remember(**{name: _BETWEEN.join(map(str, st.session_state[key])), "picked": ""}),
    )


def suggested(offered: Sequence[Report]) -> str:
    """Units to begin with, as the address names them: those with most years."""
    return _BETWEEN.join(unit for unit, _n in Counter(report.unit_name for report in offered).most_common(_SUGGESTED))


def _what(offered: Sequence[Report]) -> str:
    """A metric, or table, line and column."""
    now = asked("what") or METRIC
    place = place_of(now)
    with st.container(horizontal=True, vertical_alignment="bottom", key="compare_what"):
        st.session_state["compare_mode"] = "line" if place else "metric"
        st.segmented_control(
            _("比什么"), list(MODES), format_func=lambda mode: _(MODES[mode]), key="compare_mode", required=True, on_change=_mode_changed
        )
        if place and place.table in definitions().tables:
            return _place(place, [report.report for report in offered])
        names = {key: f"{sentence(f'theme_{each.theme}', {})} · {each.text('name', language())}" for key, each in metrics().items()}
        in_order = sorted(names, key=lambda key: [each.theme for each in metrics().values()].index(metrics()[key].theme))
        _one("metric", _("指标"), in_order, now if now in names else None, names.get, _go_to)
        return now


def _mode_changed() -> None:
    remember(what="" if st.session_state["compare_mode"] == "metric" else PLACE, picked="")


def _place(place: Address, reports: list[str]) -> str:
    """Three choices, each narrowing the next."""
    tables = [key for key, table in definitions().tables.items() if not table.only_beside]
    _one("table", _("表"), tables, place.table, lambda key: name_of("table", key), lambda key: _go_to_table(key, reports), width=290)
    lines = {key_of(place.table, line, ""): line for line in lines_of(library(), place.table, reports)}
    now = "|".join((*place.parts[:4], ""))
    if now not in lines:
        lines[now] = TableLine(place.side, place.parent_line, place.line, "", "", (place.column,))
    named, changed = (lambda key: _line_name(lines[key])), (lambda key: _go_to(key + lines[key].columns[0]))
    _one("line", _("科目（行）"), list(lines), now, named, changed, width=340)
    columns = list(dict.fromkeys([*lines[now].columns, place.column]))
    _one("column", _("栏"), columns, place.column, lambda key: name_of("column", key), lambda key: _go_to(now + key), width=170)
    return "|".join(place.parts)


def _one(name: str, label: str, options: list, now: object, named: object, changed: object, width: int = 380) -> object:
    key = f"compare_{name}"
    st.session_state[key] = now
    more = {"index": None, "placeholder": _("请选择")} if now is None else {}
    return st.selectbox(label, options, format_func=named, key=key, on_change=lambda: changed(st.session_state[key]), width=width, **more)


def _go_to(what: str) -> None:
    remember(what=what, picked="")


def _go_to_table(table: str, reports: list[str]) -> None:
    found = lines_of(library(), table, reports)
    _go_to(key_of(table, found[0], found[0].columns[0]) if found else f"{table}|||total|total")


def _line_name(line: TableLine) -> str:
    """A code with its name; a named line, after what it is part of and on which side it stands."""
    if line.code:
        name = f"{line.code} {name_of_code(line.code, definitions()) or line.name}"
    else:
        own, above = name_of("line", line.line), name_of("line", line.parent) if line.parent else ""
        name = f"{above} › {line.name if own == line.line and line.name else own}" if above else line.name if own == line.line else own
    return f"{_(_SIDES[line.side])} · {name}" if line.side in _SIDES else name


_SIDES = {"revenue": N_("收入"), "expenditure": N_("支出")}

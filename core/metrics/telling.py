"""One plain sentence made from the figures of an answer: what stands out, never why and never whose fault."""

from fractions import Fraction

import pandas as pd

from core.amounts import told_amount
from core.definitions import Definitions
from core.metrics.answers import Answer, first_and_last
from core.metrics.display import Display, display_for
from core.metrics.values import known


def displays(answer: Answer) -> dict[str, Display]:
    """metric → how its values are shown; metrics of one kind share a unit, so that one axis serves them.  Classes: under ""."""
    if answer.question.chart == "classes":
        return {"": display_for(known("total_expenditure"), answer.whole["value"])}
    found: dict[str, Display] = {}
    for name in answer.question.metrics:
        kind = known(name).kind
        alike = [other for other in answer.question.metrics if known(other).kind == kind]
        values = answer.frame[answer.frame["metric"].isin(alike)]["value"].dropna()
        found[name] = display_for(known(name), values)
    return found


def sentence(answer: Answer, definitions: Definitions, language: str = "zh") -> str:
    """The sentence, in one of the two languages."""
    if answer.whole.empty:
        return definitions.message("answer_nothing", language)
    code, details = _TOLD[answer.question.chart](answer, definitions, language)
    return definitions.message(code, language, year=answer.year, **details)


def _ranking(answer: Answer, definitions: Definitions, language: str) -> tuple[str, dict]:
    (name,) = answer.question.metrics
    display = displays(answer)[name]
    rows = answer.whole.assign(number=answer.whole["value"].astype("float64")).sort_values(["number", "unit_name"])
    low, high = rows.iloc[0], rows.iloc[-1]
    details = {"n": len(rows), "metric": known(name).text("name", language)}
    details |= {"lowest": low["unit_name"], "lowest_value": display.told(low["value"], definitions, language)}
    details |= {"highest": high["unit_name"], "highest_value": display.told(high["value"], definitions, language)}
    if len(rows) == 1:
        return "answer_one", details
    if low["value"] == high["value"]:
        return "answer_equal", details
    middle = rows["number"].median()
    details |= {"median": display.told(middle, definitions, language)}
    mark = answer.question.mark
    if mark is None:
        return ("answer_ranking_low" if answer.question.ascending else "answer_ranking"), details
    below = int((rows["number"] < mark).sum())
    details |= {"mark": f"{mark:g}%" if display.metric.kind == "percent" else f"{mark:g}", "below": below, "others": len(rows) - below}
    return ("answer_ranking_low_mark" if answer.question.ascending else "answer_ranking_mark"), details


def _trend(answer: Answer, definitions: Definitions, language: str) -> tuple[str, dict]:
    (name,) = answer.question.metrics
    display = displays(answer)[name]
    ends = first_and_last(answer.whole)
    moved = ends[ends["year"] != ends["year_last"]].assign(change=lambda rows: rows["number_last"] - rows["number"])
    details = {"metric": known(name).text("name", language), "units": len(ends), "n": len(moved)}
    if moved.empty:
        return "answer_trend_single", details
    if not moved["change"].any():
        return "answer_trend_flat", details
    unit = moved["change"].abs().idxmax()
    largest = moved.loc[unit]
    first, last = largest["number"], largest["number_last"]
    details |= {"unit": unit, "from": int(largest["year"]), "to": int(largest["year_last"])}
    details |= {"before": display.told(first, definitions, language), "after": display.told(last, definitions, language)}
    details |= {"change": _change(display, first, last, definitions, language)}
    details |= {"up": int((moved["change"] > 0).sum()), "down": int((moved["change"] < 0).sum())}
    details |= {"flat": int((moved["change"] == 0).sum())}
    return ("answer_trend_one" if len(moved) == 1 else "answer_trend"), details


def _change(display: Display, before: float, after: float, definitions: Definitions, language: str) -> str:
    """More or less, and by how much; no growth is computed from a base of 0 or less, or of what is a share itself."""
    if after == before:
        return definitions.message("change_none", language)
    code = "change_up" if after > before else "change_down"
    details = {"amount": display.told(abs(after - before), definitions, language)}
    if display.metric.kind == "percent":
        details["amount"] = definitions.message("change_points", language, amount=display.text(abs(after - before)))
        return definitions.message(code, language, **details)
    if before <= 0:
        return definitions.message(f"{code}_no_base", language, **details)
    return definitions.message(f"{code}_rate", language, **details, rate=_percent(abs(after - before), before))


def _percent(part: float, whole: float) -> str:
    exact = 100 * Fraction(part) / Fraction(whole)
    return told_amount(exact.numerator, exact.denominator)


def _pairs(answer: Answer, definitions: Definitions, language: str) -> tuple[str, dict]:
    first, second = answer.question.metrics
    wide = _wide(answer).reindex(columns=[first, second]).dropna()
    sums = {name: int(wide[name].sum()) for name in (first, second)}
    display = display_for(known(first), sums.values())
    details = {"n": len(wide), "first": known(first).text("name", language), "second": known(second).text("name", language)}
    details |= {f"{word}_sum": display.told(sums[name], definitions, language) for word, name in (("first", first), ("second", second))}
    details |= {"over": int((wide[second] > wide[first]).sum()), "under": int((wide[second] < wide[first]).sum())}
    return "answer_pairs", details


def _shares(answer: Answer, definitions: Definitions, language: str) -> tuple[str, dict]:
    leading = answer.question.metrics[0]
    if known(leading).kind == "money":
        sums = answer.whole.groupby("metric")["value"].sum().sort_values(ascending=False, kind="stable")
        display, whole = display_for(known(leading), [sums.sum()]), int(sums.sum())
        largest = int(sums.iloc[0])
        rate = told_amount(100 * largest, whole) if whole > 0 else "?"
        details = {"n": answer.whole["report"].nunique(), "part": known(sums.index[0]).text("name", language), "rate": rate}
        details |= {"whole": display.told(whole, definitions, language), "amount": display.told(largest, definitions, language)}
        return ("answer_parts" if whole > 0 else "answer_parts_none"), details
    of = answer.whole[answer.whole["metric"] == leading].assign(number=lambda rows: rows["value"].astype("float64"))
    rows, display = of.sort_values(["number", "unit_name"]), displays(answer)[leading]
    details = {"n": len(rows), "metric": known(leading).text("name", language)}
    low, high = rows.iloc[0], rows.iloc[-1]
    details |= {"lowest": low["unit_name"], "lowest_value": display.told(low["value"], definitions, language)}
    details |= {"highest": high["unit_name"], "highest_value": display.told(high["value"], definitions, language)}
    details |= {"median": display.told(rows["number"].median(), definitions, language)}
    return ("answer_one" if len(rows) == 1 else "answer_ranking"), details


def _dots(answer: Answer, definitions: Definitions, language: str) -> tuple[str, dict]:
    across, up = answer.question.metrics
    wide = _wide(answer).astype("float64")
    details = {"n": len(wide), "across": known(across).text("name", language), "up": known(up).text("name", language)}
    shown = displays(answer)
    for name, word in ((across, "across_median"), (up, "up_median")):
        details[word] = shown[name].told(wide[name].median(), definitions, language)
    return "answer_dots", {**details, "apart": int(((wide[across] < 60) & (wide[up] >= 90)).sum())}


def _classes(answer: Answer, definitions: Definitions, language: str) -> tuple[str, dict]:
    display, rows = displays(answer)[""], answer.whole
    whole, first = int(rows["value"].sum()), rows.iloc[0]
    parts = int(first["value"]), int(rows["value"].head(3).sum())
    shares = [told_amount(100 * part, whole) if whole > 0 else "0.00" for part in parts]
    details = {"n": len(rows), "whole": display.told(whole, definitions, language), "first": first["unit_name"]}
    details |= {"amount": display.told(first["value"], definitions, language), "rate": shares[0], "three": shares[1]}
    return "answer_classes", details


def _wide(answer: Answer) -> pd.DataFrame:
    """A row per report, a column per metric."""
    return answer.whole.pivot(index="report", columns="metric", values="value")


_TOLD = {"ranking": _ranking, "trend": _trend, "pairs": _pairs, "shares": _shares, "dots": _dots, "classes": _classes}


def reason(row: pd.Series, definitions: Definitions, language: str = "zh") -> str:
    """Why a report is not among the answer: a row of `left_out`."""
    return definitions.message(f"no_value_{row['reason']}", language, table=definitions.name("table", row["table"], language))

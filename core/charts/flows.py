"""The facts of a report as a flow of money: sources → whole → what it is spent on → basic and project expenditure.

Only what the tables print is drawn: the links of a column add up to the printed total (within the rounding of its parts), or there is no
flow and its reason is told.  What is beyond the most links is put together as the rest, so that the sums stay.
"""

from dataclasses import dataclass

import pandas as pd

from core.charts import frames

APPROPRIATION, GENERAL = "appropriation_summary", "general_budget_expenditure"
MOST_LINKS = 12
ALL_FUNDS, APPROPRIATED = "all", "appropriation"
BALANCES = ("closing_balance", "surplus_distribution")
# Table with both sides, the column of its expenditure side, the table that tells basic and project.
_TABLES = {ALL_FUNDS: (frames.SUMMARY, "amount", frames.EXPENDITURE), APPROPRIATED: (APPROPRIATION, "total", GENERAL)}
HUB, REST_FROM, REST_TO = "hub", "rest:from", "rest:to"
_LINK = ["source", "target", "amount_fen", "precision_fen", "page", "table_no", "cell"]
_PART = ["line", "name", "amount_fen", "precision_fen", "page", "table_no", "cell"]


@dataclass(frozen=True)
class Flow:
    """A flow, or why there is none: `reason` is `missing`, `negative`, `sums` or "".

    `links`: source, target (keys of nodes), amount_fen, page, table_no, cell ("" where several printed figures were put together).
    `nodes`: key, stage (0 to 3), line, name (as printed; "" of the hub and of rests), count (how many parts are in it), amount_fen.
    """

    links: pd.DataFrame
    nodes: pd.DataFrame
    reason: str = ""


def flow(facts: pd.DataFrame, funds: str = ALL_FUNDS, most: int = MOST_LINKS) -> Flow:
    """The flow of all funds or of the fiscal appropriation; at most `most` links."""
    table, column, kinds_table = _TABLES[funds]
    rows = facts[(facts["table"] == table) & (facts["parent_line"] == "")]
    total = rows[(rows["line"] == "grand_total") & rows["column"].isin(["amount", column])]
    sources = _parts(rows[(rows["side"] == "revenue") & (rows["column"] == "amount")])
    spent = _parts(rows[(rows["side"] == "expenditure") & (rows["column"] == column)])
    spent = spent[spent["line"].str.fullmatch(r"\d{3}") | spent["line"].isin(BALANCES)]
    kinds = _kinds(facts[facts["table"] == kinds_table], spent)
    reason = _against(total, sources, spent)
    if reason:
        return Flow(pd.DataFrame(columns=_LINK), pd.DataFrame(columns=["key", "stage", "line", "name", "count", "amount_fen"]), reason)
    return _fitting(sources, spent, kinds, most)


def adds_up(parts: pd.DataFrame, whole_fen: int, precision_fen: int) -> bool:
    """Whether parts come to a whole within half of the last printed digit of each."""
    return abs(int(parts["amount_fen"].sum()) - whole_fen) <= (int(parts["precision_fen"].sum()) + precision_fen) // 2


def _parts(rows: pd.DataFrame) -> pd.DataFrame:
    kept = rows[(rows["role"] != "total") & (rows["amount_fen"] != 0)].sort_values("amount_fen", ascending=False, kind="stable")
    cell = kept["cell_row"].astype(str) + "." + kept["cell_column"].astype(str)
    return kept.assign(name=kept["line_name"], cell=cell)[_PART].reset_index(drop=True)


def _kinds(rows: pd.DataFrame, spent: pd.DataFrame) -> pd.DataFrame:
    """Columns of _PART and `of`: the kinds (basic, project, …) of each class whose kinds come to it; of the others none."""
    rows = rows[(rows["line_code"].str.len() == frames.LEVELS["class"]) & (rows["column"] != "total") & (rows["amount_fen"] != 0)]
    cell = rows["cell_row"].astype(str) + "." + rows["cell_column"].astype(str)
    named = rows.assign(name=rows["column"], line=rows["column"], of=rows["line_code"], cell=cell)[["of", *_PART]]
    whole = {part.line: part for part in spent.itertuples(index=False)}
    fits = [
        of
        for of, parts in named.groupby("of", sort=False)
        if of in whole and (parts["amount_fen"] > 0).all() and adds_up(parts, whole[of].amount_fen, whole[of].precision_fen)
    ]
    return named[named["of"].isin(fits)]


def _against(total: pd.DataFrame, sources: pd.DataFrame, spent: pd.DataFrame) -> str:
    if sources.empty or spent.empty or total["side"].nunique() < 2:
        return "missing"
    if (sources["amount_fen"] < 0).any() or (spent["amount_fen"] < 0).any():
        return "negative"
    for side, parts in (("revenue", sources), ("expenditure", spent)):
        whole = total[total["side"] == side].iloc[0]
        if not adds_up(parts, int(whole["amount_fen"]), int(whole["precision_fen"])):
            return "sums"
    return ""


def _fitting(sources: pd.DataFrame, spent: pd.DataFrame, kinds: pd.DataFrame, most: int) -> Flow:
    """As many parts named as there is room for; where not even the fewest fit with their kinds, the kinds go."""
    classes = int((~spent["line"].isin(BALANCES)).sum())
    pairs = [(shown, named) for shown in range(1, len(sources) + 1) for named in range(1, classes + 1)]
    for told in (kinds, kinds.iloc[:0]):
        for shown, named in sorted(pairs, key=lambda pair: (min(pair[0], 3), min(pair[1], 3), *pair), reverse=True):
            made = _made(_merged(sources, shown, REST_FROM), _merged(spent, named, REST_TO), told, spent)
            if len(made.links) <= most:
                return made
    return made


def _merged(parts: pd.DataFrame, named: int, rest: str) -> pd.DataFrame:
    """The largest `named` parts and the rest as one; balances of the end of the year stay by themselves.  `members`: the lines in each."""
    own = parts[parts["line"].isin(BALANCES)]
    others = parts[~parts["line"].isin(BALANCES)]
    keep = others if len(others) <= named else others.iloc[: named - 1]
    left = others.iloc[len(keep) :]
    shown = pd.concat([keep, own]).assign(count=1, key=lambda rows: rows["line"])
    if left.empty:
        return shown.assign(members=[(line,) for line in shown["line"]])
    first, sums = left.iloc[0], {name: int(left[name].sum()) for name in ("amount_fen", "precision_fen")}
    one = {"line": "", "name": "", "page": first["page"], "table_no": first["table_no"], "cell": "", **sums}
    merged = pd.DataFrame([{**one, "count": len(left), "key": rest}])
    whole = pd.concat([keep.assign(count=1, key=keep["line"]), merged, own.assign(count=1, key=own["line"])])
    return whole.assign(members=[tuple(left["line"]) if key == rest else (key,) for key in whole["key"]])


def _made(sources: pd.DataFrame, spent: pd.DataFrame, kinds: pd.DataFrame, whole: pd.DataFrame) -> Flow:
    links = [{**_linked(part), "source": f"from:{part.key}", "target": HUB} for part in sources.itertuples(index=False)]
    links += [{**_linked(part), "source": HUB, "target": f"to:{part.key}"} for part in spent.itertuples(index=False)]
    nodes = [_node(f"from:{part.key}", 0, part) for part in sources.itertuples(index=False)]
    nodes.append({"key": HUB, "stage": 1, "line": "", "name": "", "count": 1, "amount_fen": int(whole["amount_fen"].sum())})
    nodes += [_node(f"to:{part.key}", 2, part) for part in spent.itertuples(index=False)]
    for part in spent.itertuples(index=False):
        of = kinds[kinds["of"].isin(part.members)]
        if of["of"].nunique() < len(part.members):
            continue  # the kinds of one of its classes are not told: none are drawn
        for kind, rows in of.groupby("line", sort=False):
            first = rows.iloc[0]
            sums = {"amount_fen": int(rows["amount_fen"].sum()), "precision_fen": int(rows["precision_fen"].sum())}
            place = {"page": first["page"], "table_no": first["table_no"], "cell": first["cell"] if len(rows) == 1 else ""}
            links.append({"source": f"to:{part.key}", "target": f"kind:{kind}", **sums, **place})
    frame = pd.DataFrame(links)[_LINK]
    last = frame[frame["target"].str.startswith("kind:")].groupby("target", sort=False)["amount_fen"].sum()
    for key, amount in last.sort_values(ascending=False).items():
        kind = str(key).removeprefix("kind:")
        nodes.append({"key": key, "stage": 3, "line": kind, "name": kind, "count": 1, "amount_fen": int(amount)})
    return Flow(frame, pd.DataFrame(nodes))


def _linked(part: tuple) -> dict[str, object]:
    return {name: getattr(part, name) for name in ("amount_fen", "precision_fen", "page", "table_no", "cell")}


def _node(key: str, stage: int, part: tuple) -> dict[str, object]:
    return {"key": key, "stage": stage, "line": part.line, "name": part.name, "count": int(part.count), "amount_fen": int(part.amount_fen)}

"""What a briefing says of a report: topics with their figures, each with its printed text and place, and one sentence made from them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from core.amounts import told_amount
from core.charts import frames
from core.definitions import Definitions
from core.store.library import Library

SUMMARY, THREE_PUBLIC = frames.SUMMARY, frames.THREE_PUBLIC
MOST_NAMED = 9
FEN_PER_WAN = 1_000_000
# What brings the opening balance to the closing balance: side, line, and how it counts.
_BALANCE = (
    ("revenue", "opening_balance", 1),
    ("revenue", "use_of_non_appropriation_surplus", 1),
    ("revenue", "total_revenue", 1),
    ("expenditure", "total_expenditure", -1),
    ("expenditure", "surplus_distribution", -1),
    ("expenditure", "closing_balance", 0),
)
HEADLINES = {
    "revenue": (SUMMARY, "revenue", "total_revenue", ""),
    "expenditure": (SUMMARY, "expenditure", "total_expenditure", ""),
    "three_public": (THREE_PUBLIC, "", "total", "executed"),
    "closing": (SUMMARY, "expenditure", "closing_balance", ""),
}
_TOLD = ("functional", "three_public", "balance")  # the three sentences of one page; the next topic stands in for one without figures


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: its name, exact amount, the text it is printed as, where.  `series`: budget or executed; `sign`: how a balance counts it.

    `share`: its part of the whole in percent, two decimals, "" where there is none.  `cell` is row.column of its printed cell.
    """

    name: str
    fen: int
    text: str
    page: int | None
    table_no: int
    cell: str
    share: str = ""
    series: str = ""
    sign: int = 1

    @property
    def wan(self) -> Decimal:
        """The amount in units of ten thousand yuan, with every decimal it has."""
        return Decimal(self.fen) / FEN_PER_WAN


@dataclass(frozen=True, slots=True)
class Topic:
    """What a slide shows: key, sentence, and figures in the order to show them; none where the report did not give them.

    `basis`: the budget that three-public figures mean (initial, adjusted or "").
    """

    key: str
    sentence: str
    figures: tuple[Figure, ...] = ()
    basis: str = ""

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages its figures are printed on."""
        return tuple(sorted({figure.page for figure in self.figures if figure.page}))


class ReportFigures:
    """The figures of one report, asked topic by topic, in one language."""

    def __init__(self, library: Library, report: str, definitions: Definitions, language: str) -> None:
        self._definitions, self._language = definitions, language
        self._facts = library.facts(report)
        self._tables = library.tables(report)
        cells = self._facts["cell_row"].astype(str) + "." + self._facts["cell_column"].astype(str)
        places = zip(self._facts["table_no"], cells, strict=True)
        self._by_cell = dict(zip(places, self._facts.itertuples(), strict=True))

    def topics(self) -> list[Topic]:
        """Every topic in its order: revenue, functional, kinds, three_public, balance."""
        return [self.revenue(), self.functional(), self.kinds(), self.three_public(), self.balance()]

    def headlines(self) -> list[Figure]:
        """Revenue, expenditure, three public expenses and closing balance, as far as they are printed."""
        return [figure for figure in map(self.headline, HEADLINES) if figure is not None]

    def headline(self, key: str) -> Figure | None:
        """One of HEADLINES; None where it is not printed once."""
        return self._one(*HEADLINES[key])

    def told(self) -> list[Topic]:
        """Three topics with figures where there are, else what says that there are none: the sentences of one page."""
        topics = {topic.key: topic for topic in self.topics()}
        order = [topics[key] for key in (*_TOLD, *(key for key in topics if key not in _TOLD))]
        return [*(topic for topic in order if topic.figures), *(topic for topic in order if not topic.figures)][: len(_TOLD)]

    def revenue(self) -> Topic:
        """Where the money of the year comes from, without balances."""
        frame = frames.composition(self._facts, "revenue")
        balances = {line for _, line, _ in _BALANCE}
        return self._parts("revenue", frame[~frame["line"].isin(balances)], self._one(SUMMARY, "revenue", "total_revenue"))

    def functional(self) -> Topic:
        """What it is spent on, by class of the functional classification."""
        total = self._one(frames.EXPENDITURE, "", "total", "total")
        return self._parts("functional", frames.functional(self._facts, "class"), total)

    def kinds(self) -> Topic:
        """Basic, project and other expenditure."""
        frame = frames.kinds_of_expenditure(self._facts)
        frame = frame.assign(name=[self._definitions.name("column", key, self._language) for key in frame["name"]], line="")
        return self._parts("kinds", frame, self._one(frames.EXPENDITURE, "", "total", "total"))

    def three_public(self) -> Topic:
        """Budget and executed amount of each item."""
        frame = frames.three_public(self._facts)
        basis = next(iter(self._tables[self._tables["table"] == THREE_PUBLIC]["budget_basis"]), "")
        figures = [self._figure(row, self._name("line", row.line), series=row.series) for row in frame.itertuples(index=False)]
        totals = {column: self._one(THREE_PUBLIC, "", "total", column) for column in ("budget", "executed")}
        return Topic("three_public", self._on_three_public(totals, basis), tuple(figures), basis)

    def balance(self) -> Topic:
        """From the opening to the closing balance."""
        found = [(self._one(SUMMARY, side, line), sign) for side, line, sign in _BALANCE]
        figures = [Figure(*_fields(figure), sign=sign) for figure, sign in found if figure is not None]
        if not figures:
            return Topic("balance", self._say("briefing_no_balance"))
        words = {1: "briefing_plus", -1: "briefing_minus", 0: "briefing_closing"}
        pieces = [self._say(words[figure.sign], name=figure.name, amount=figure.text) for figure in figures]
        code = "briefing_balance" if any(not figure.sign for figure in figures) else "briefing_balance_unclosed"
        return Topic("balance", self._say(code, pieces=self._say("list_comma").join(pieces)), tuple(figures))

    def _parts(self, key: str, frame: pd.DataFrame, total: Figure | None) -> Topic:
        """The parts of a whole, the largest first, and what the largest is of it."""
        rows = list(frame.itertuples(index=False))
        if not rows or total is None:
            return Topic(key, self._say(f"briefing_no_{key}"))
        figures = tuple(self._figure(row, self._name("line", row.line, row.name), whole=total.fen) for row in rows)
        first = figures[0]
        details = {"total": total.text, "n": len(figures), "first": first.name, "amount": first.text, "share": first.share}
        code = f"briefing_{key}" if first.share and len(figures) > 1 else f"briefing_{key}_one"
        return Topic(key, self._say(code, **details), figures)

    def _on_three_public(self, totals: Mapping[str, Figure | None], basis: str) -> str:
        executed, budget = totals["executed"], totals["budget"]
        if executed is None:
            return self._say("briefing_no_three_public")
        if budget is None:
            return self._say("briefing_three_public_alone", executed=executed.text)
        difference = executed.fen - budget.fen
        how = "more" if difference > 0 else "less" if difference else "same"
        money = self._money(abs(difference), self._by_cell[executed.table_no, executed.cell])
        told = {"executed": executed.text, "budget": budget.text, "basis": self._say(f"briefing_basis_{basis or 'budget'}")}
        return self._say(f"briefing_three_public_{how}", difference=money, **told)

    def _one(self, table: str, side: str, line: str, column: str = "") -> Figure | None:
        """The figure of a line; None where it is not printed once."""
        facts = self._facts
        rows = facts[(facts["table"] == table) & (facts["side"] == side) & (facts["line"] == line)]
        rows = rows[(rows["column"] == column) | (column == "")]
        if len(rows) != 1:
            return None
        row = next(rows.itertuples())
        name = self._name("line", line, row.line_name) if table == SUMMARY else self._definitions.name("table", table, self._language)
        name = self._say("briefing_three_public_name") if table == THREE_PUBLIC else name
        return self._placed(row, name)

    def _figure(self, row: tuple, name: str, whole: int = 0, series: str = "") -> Figure:
        """A row of a frame with what is printed in its cell."""
        figure = self._placed(self._by_cell[row.table_no, row.cell], name)
        return Figure(*_fields(figure), share=percent(figure.fen, whole), series=series)

    def _placed(self, fact: tuple, name: str) -> Figure:
        page = None if pd.isna(fact.page) else int(fact.page)
        text = f"{(fact.corrected or fact.printed).strip()} {fact.unit}"
        return Figure(plain_text(name), int(fact.amount_fen), text, page, int(fact.table_no), f"{fact.cell_row}.{fact.cell_column}")

    def _money(self, fen: int, like: tuple) -> str:
        """An amount that follows from printed ones, in their unit and with their decimals."""
        decimals = len((like.corrected or like.printed).strip().partition(".")[2])
        exact = Decimal(fen) / self._definitions.money[like.unit]
        return f"{exact:,.{max(decimals, -exact.normalize().as_tuple().exponent, 0)}f} {like.unit}"

    def _name(self, kind: str, key: str, printed: str = "") -> str:
        """As printed in Chinese, by the vocabulary in English."""
        known = (kind, key) in self._definitions.vocabulary
        return self._definitions.name(kind, key, self._language) if known and (self._language != "zh" or not printed) else printed or key

    def _say(self, code: str, **details: object) -> str:
        return self._definitions.message(code, self._language, **details)


def plain_text(text: str) -> str:
    """Text without the control characters that no office file may hold."""
    return "".join(letter for letter in text if letter.isprintable() or letter == "\u3000")


def percent(fen: int, whole: int) -> str:
    """A share in percent with two decimals, more where two would show nothing; "" where the whole or the part is negative or nothing."""
    if whole <= 0 or fen < 0:
        return ""
    return told_amount(100 * fen, whole)


def shortened(figures: Sequence[Figure], most: int = MOST_NAMED) -> tuple[list[Figure], list[Figure]]:
    """The first figures, and the rest where there are more than can be named."""
    return (list(figures), []) if len(figures) <= most else (list(figures[: most - 1]), list(figures[most - 1 :]))


def pages_text(pages: Iterable[int]) -> str:
    """`3, 5`."""
    return ", ".join(map(str, pages))


def _fields(figure: Figure) -> tuple:
    return figure.name, figure.fen, figure.text, figure.page, figure.table_no, figure.cell

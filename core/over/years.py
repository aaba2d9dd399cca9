"""Year to year: what was left at the end of last year is what this year begins with, and last year is told as it was reported."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

import pandas as pd

from core.definitions import Definitions
from core.model import Report
from core.names import fold
from core.narrative.derived import Interval, amount_interval
from core.over.comparison import Comparison, Side, amount, compared, not_compared, report_words, spot_of_row, spots_of, sum_of
from core.over.held import Address, Held
from core.over.rules import Rule, rules
from core.store.pairs import KeptFact, facts_at, facts_by_number, told_of_last_year
from core.store.reader import LibraryReader

Pair = tuple[Report, Report]
_ORDER = ("delta", "current", "percent_change", "direction")  # which of several figures on one subject says most


def carried_over(library: LibraryReader, definitions: Definitions, pairs: Sequence[Pair]) -> Iterator[Comparison]:
    """Closing balances of last year against opening balances of this year, per budget.  A pair: last year's report, this year's."""
    rule = rules()["OV-01"]
    both = [(Address.parse(pair["before"]), Address.parse(pair["after"])) for pair in rule.entry["pair"]]
    wanted = [(report.report, *address.parts) for pair in pairs for where in both for report, address in zip(pair, where, strict=True)]
    held = Held(library, definitions, facts_at(library, wanted), [report for report, *_ in wanted])
    for before, after in pairs:
        for closing, opening in both:
            found = _carried(rule, held, (before, closing), (after, opening), definitions)
            if found:
                yield found


def _carried(
    rule: Rule, held: Held, closing: tuple[Report, Address], opening: tuple[Report, Address], definitions: Definitions
) -> Comparison | None:
    """One pair of balances; None where neither report prints it."""
    sides = [(report, address, held.facts(report.report, address)) for report, address in (opening, closing)]
    if not any(facts for *_, facts in sides):
        return _nothing_to_carry(rule, held, closing, opening, definitions)
    report = opening[0]
    for owner, address, facts in sides:
        if held.unavailable(owner.report, address.table):
            return _unread(rule, report, owner, "why_table", address, definitions)
        if not facts and not held.prints_blank(owner.report, address):
            return _unread(rule, report, owner, "why_not_printed_there", address, definitions)
    unit = next(kept.fact.unit for *_, facts in sides for kept in facts)
    made = [Side(sum_of(facts[:1]), address_names(address, definitions), owner, spots_of(facts[:1])) for owner, address, facts in sides]
    return compared(rule, *made, unit, definitions, [opening[1].table])


def _nothing_to_carry(
    rule: Rule, held: Held, closing: tuple[Report, Address], opening: tuple[Report, Address], definitions: Definitions
) -> Comparison | None:
    """Where no figure is printed on either side: not checked if a table was not read, else nothing to say."""
    if "total" not in (closing[1].column, opening[1].column) and closing[1].column != "amount":
        return None  # the parts by budget are told only where they are printed
    for owner, address in (opening, closing):
        if held.unavailable(owner.report, address.table):
            return _unread(rule, opening[0], owner, "why_table", address, definitions)
    return None


def _unread(rule: Rule, report: Report, owner: Report, reason: str, address: Address, definitions: Definitions) -> Comparison:
    details = {
        language: {
            "report": report_words(owner, definitions, language),
            "table": definitions.name("table", address.table, language),
            "name": address_names(address, definitions)[0 if language == "zh" else 1],
        }
        for language in ("zh", "en")
    }
    return not_compared(rule, report, "not_run", reason, definitions, details, other=owner.report if owner != report else "")


def address_names(address: Address, definitions: Definitions, line_name: str = "") -> tuple[str, str]:
    """What an address is called, in Chinese and English; `line_name`: the printed label of a line that only has a code."""
    found = []
    for language in ("zh", "en"):
        line = definitions.name("line", address.line, language)
        line = line_name if line == address.line and line_name else line
        if address.parent_line:
            parent = definitions.name("line", address.parent_line, language)
            line = definitions.message("over_part", language, parent=parent, line=line)
        details = {"table": definitions.name("table", address.table, language), "line": line}
        if address.column in ("amount", ""):
            found.append(definitions.message("over_line", language, **details))
        else:
            found.append(definitions.message("over_cell", language, **details, column=definitions.name("column", address.column, language)))
    return found[0], found[1]


def told_as_reported(library: LibraryReader, definitions: Definitions, pairs: Sequence[Pair]) -> Iterator[Comparison]:
    """Last year's figures as this year's narrative tells or implies them against last year's report.

    Whose figure it is follows from this year's: the facts that the amount told on the same subject repeats are looked up by meaning in
    last year's report.  One comparison per subject of a section, by the figure that says most; silent for subjects without such a fact,
    and where the figure does not follow from this year's amount.
    """
    rule = rules()["OV-02"]
    after = {this.report: (last, this) for last, this in pairs}
    told = told_of_last_year(library, list(after))
    chosen = list(_chosen(told, after, rule, definitions))
    addresses = _addresses(library, chosen)
    wanted = [(after[report][0].report, *address.parts) for (report, _), found in addresses.items() for address in found]
    held = Held(library, definitions, facts_at(library, wanted), [last.report for last, _ in pairs])
    seen = set()
    for row, interval in chosen:
        last, this = after[row["report"]]
        found = addresses.get((row["report"], row["now_no"]), [])
        key = (row["report"], row["section"], row["subject"], frozenset(found))
        if found and key not in seen:
            seen.add(key)
            yield _told(rule, held, (last, this), row, interval, found, definitions)
    for report in sorted({*after} - {key[0] for key in seen}):
        yield not_compared(rule, after[report][1], "not_applicable", "why_nothing_told", definitions, {"zh": {}, "en": {}})


def _chosen(
    told: pd.DataFrame, after: Mapping[str, Pair], rule: Rule, definitions: Definitions
) -> Iterator[tuple[Mapping[str, object], Interval]]:
    """The statements that are of last year, those that say most first, each with the amounts it leaves open.

    A word that nothing changed says little beside a figure that is compared with something else: it is not taken there.
    """
    unclear = set()
    rank = told["measure"].map({measure: number for number, measure in enumerate(_ORDER)})
    for row in told.assign(rank=rank).sort_values(["report", "rank", "statement_no"]).to_dict("records"):
        year = str(after[row["report"]][1].fiscal_year - 1)
        amount_told = (row["report"], row["now_no"])
        if not of_last_year(fold(row["basis"]), year, rule):
            unclear.add(amount_told)
            continue
        if row["measure"] == "direction" and amount_told in unclear:
            continue
        interval = _interval(row, definitions)
        if interval:
            yield row, interval


def of_last_year(basis: str, year: str, rule: Rule) -> bool:
    """Whether a folded basis means the year before and nothing else."""
    named = re.findall(r"(?:19|20)\d\d", basis)
    words = re.search(str(rule.entry["last_year"]).replace("{year}", year), basis)
    return bool(words) and not re.search(str(rule.entry["another"]), basis) and all(other == year for other in named)


def _interval(row: Mapping[str, object], definitions: Definitions) -> Interval | None:
    """The amounts last year's figure may have been, in fen; None where it does not follow from the amount told for this year."""
    now = amount_interval(str(row["now_value"]), str(row["now_unit"]), definitions)
    if now is None:
        return None
    if row["measure"] == "direction":
        return now
    if row["measure"] == "current":
        return amount_interval(str(row["value"]), str(row["unit"]), definitions)
    low, high = Fraction(int(row["derived_low"])), Fraction(int(row["derived_high"]))
    if row["measure"] == "delta":
        change = amount_interval(str(row["value"]), str(row["unit"]), definitions)
        ends = [(now[0] - change[1], now[1] - change[0]), (now[0] + change[0], now[1] + change[1])] if change else []
        return (low, high) if any(abs(end[0] - low) <= 1 and abs(end[1] - high) <= 1 for end in ends) else None
    rate = Fraction(str(row["value"])) / 100
    bases = [(now[0] + now[1]) / 2 / part for part in (1 + rate, 1 - rate) if part]
    return (low, high) if any(low <= base <= high for base in bases) else None


def _addresses(library: LibraryReader, chosen: Sequence[tuple[Mapping[str, object], Interval]]) -> dict[tuple[str, int], list[Address]]:
    """(report, number of the statement on this year) → the addresses of the facts it repeats."""
    wanted = {(row["report"], row["now_no"]): [int(number) for number in str(row["links"]).split(";")] for row, _ in chosen}
    numbers = [(report, number) for (report, _), found in wanted.items() for number in found]
    by_report = {report: {kept.fact_no: kept for kept in facts} for report, facts in facts_by_number(library, numbers).items()}
    return {
        key: list(dict.fromkeys(Address.of(by_report[key[0]][number]) for number in sorted(numbers) if number in by_report.get(key[0], {})))
        for key, numbers in wanted.items()
    }


def _told(
    rule: Rule, held: Held, pair: Pair, row: Mapping[str, object], interval: Interval, found: Sequence[Address], definitions: Definitions
) -> Comparison:
    last, this = pair
    known = [(address, facts) for address in found if (facts := held.facts(last.report, address))]
    known = known or [(address, []) for address in found if held.prints_blank(last.report, address)]
    if not known:
        address = found[0]
        reason = "why_table" if held.unavailable(last.report, address.table) else "why_not_printed_there"
        return _unread(rule, this, last, reason, address, definitions)
    names = tuple(definitions.message("over_told", language, subject=row["subject"]) for language in ("zh", "en"))
    left = Side(amount(*interval), names, this, (spot_of_row(row, int(row["statement_no"])),))
    results = [_against(rule, left, last, address, facts, str(row["now_unit"]), definitions) for address, facts in known]
    return next((result for result in results if result.state != "fail"), min(results, key=lambda each: each.difference_fen))


def _against(
    rule: Rule, left: Side, last: Report, address: Address, facts: Sequence[KeptFact], unit: str, definitions: Definitions
) -> Comparison:
    name, unit = (facts[0].fact.line_name, facts[0].fact.unit) if facts else ("", unit)
    right = Side(sum_of(facts[:1]), address_names(address, definitions, name), last, spots_of(facts[:1]))
    return compared(rule, left, right, unit, definitions, [address.table])


def without_other_year(reports: Iterable[Report], definitions: Definitions) -> Iterator[Comparison]:
    """What is said of reports whose last year is not in the library."""
    for rule in (rules()["OV-01"], rules()["OV-02"]):
        for report in reports:
            details = {
                language: {
                    "unit": report.unit_name,
                    "year": report.fiscal_year - 1,
                    "kind": definitions.message("over_kind_final_accounts", language),
                }
                for language in ("zh", "en")
            }
            missing = (f"{report.unit_name} {report.fiscal_year - 1}",)
            yield not_compared(rule, report, "not_run", "why_other_missing", definitions, details, missing)

"""What reports print of the tables a comparison stands on: notes, titles, columns, lines, units; and sentences on changed units."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from core.compare.definition import expression, settings
from core.definitions import Definitions
from core.names import fold
from core.store.library import Library

_TABLES = """SELECT report, "table", title, unit, budget_basis, note FROM printed_table
WHERE state = 'filled' AND report IN (SELECT unnest($1)) ORDER BY report, table_no"""
_LABELS = """SELECT DISTINCT c.report, t."table", c.kind, c.text FROM cell c JOIN printed_table t USING (report, table_no)
WHERE c.kind IN ('header', 'label') AND t.state = 'filled' AND c.report IN (SELECT unnest($1)) AND t."table" IN (SELECT unnest($2))"""
_FACTS = """SELECT DISTINCT report, "table", line, "column" FROM fact
WHERE report IN (SELECT unnest($1)) AND "table" IN (SELECT unnest($2))"""
_REFORMS = """SELECT report, CASE kind WHEN 'statement' THEN number END, text, page, folded FROM searchable
WHERE part = 'narrative' AND kind IN ('statement', 'sentence') AND report IN (SELECT unnest($1)) AND regexp_matches(folded, $2)
ORDER BY list_position($1, report), page, number"""
Having = Mapping[str, Mapping[str, set[str]]]


@dataclass(frozen=True)
class Printed:
    """`notes`, `units`, `budgets`: by report; `columns`, `lines`: table → report → keys of what is printed, also where it is blank."""

    library: Library
    reports: tuple[str, ...]
    rows: Sequence[tuple[str, str, str, str, str, str]]
    tables: tuple[str, ...]
    columns: Having
    lines: Having
    class_names: dict[str, str]

    @property
    def notes(self) -> dict[str, list[str]]:
        """Report → the notes of all its tables."""
        found: dict[str, list[str]] = {}
        for report, *_, note in self.rows:
            found.setdefault(report, []).append(note)
        return found

    @property
    def units(self) -> dict[str, str]:
        """Report → the unit of money of the tables compared."""
        return {report: unit for report, table, _, unit, _, _ in reversed(self.rows) if table in self.tables}

    @property
    def budgets(self) -> dict[str, str]:
        """Report → initial, adjusted or "": the budget the tables compared mean."""
        return {report: basis for report, table, _, _, basis, _ in reversed(self.rows) if table in self.tables}

    def titles_found(self, table: str, pattern: str) -> dict[str, str]:
        """Report → what the pattern finds first in the title of a table; "" for nothing."""
        found = {report: re.search(pattern, fold(title)) for report, name, title, *_ in reversed(self.rows) if name == table}
        return {report: match[0] if match else "" for report, match in found.items()}

    def told_budgets(self, frame: pd.DataFrame) -> dict[str, str]:
        """Report → initial or adjusted: the budget meant by the sentences the values were made of; only where one was used."""
        sql = """SELECT report, basis FROM statement WHERE measure IN ('budget', 'completion_percent')
            AND (report, statement_no) IN (SELECT unnest($1), unnest($2))"""
        pairs = [(row.report, int(number)) for row in frame.itertuples() for number in str(row.statements).split(";") if number]
        if not pairs:
            return {}
        columns = [[pair[at] for pair in pairs] for at in (0, 1)]
        return {report: _budget(basis) for report, basis in self.library.cursor().execute(sql, columns).fetchall()}

    def with_facts(self, table: str) -> set[str]:
        """The reports that print amounts in a table."""
        sql = """SELECT DISTINCT report FROM fact WHERE "table" = ?"""
        return {report for (report,) in self.library.cursor().execute(sql, [table]).fetchall()}

    def code_names(self, table: str, code: str) -> dict[str, str]:
        """Report → the name a code is printed with in a table."""
        sql = """SELECT report, min(line_name) FROM fact WHERE "table" = ? AND line = ? GROUP BY report"""
        return dict(self.library.cursor().execute(sql, [table, code]).fetchall())

    def classes(self) -> dict[str, set[str]]:
        """Report → the functional classes it spends in; their names are in `class_names` afterwards."""
        sql = """SELECT DISTINCT report, line_code, line_name FROM fact
            WHERE "table" = 'expenditure' AND length(line_code) = 3 AND report IN (SELECT unnest($1))"""
        found: dict[str, set[str]] = {}
        for report, code, name in self.library.cursor().execute(sql, [list(self.reports)]).fetchall():
            found.setdefault(report, set()).add(code)
            self.class_names.setdefault(code, name)
        return found

    def reforms(self) -> list[tuple[str, int | None, str, int | None]]:
        """(report, number of the statement or None, sentence, page) of what tells of a changed unit, a sentence once, the first few."""
        entry, seen = settings("reform"), {}
        self.library.index_texts()
        found = self.library.cursor().execute(_REFORMS, [list(self.reports), str(entry["told"])])
        for report, number, text, page, folded in found.fetchall():
            if not expression("reform", "other").search(folded):
                squeezed, longest = "".join(text.split()), int(entry["longest"])
                seen.setdefault((report, folded), (report, number, squeezed[:longest] + ("…" if len(squeezed) > longest else ""), page))
        return list(seen.values())[: int(entry["most"])]


def printed(library: Library, reports: Sequence[str], tables: Sequence[str], definitions: Definitions) -> Printed:
    """What these reports print of these tables."""
    cursor = library.cursor()
    rows = cursor.execute(_TABLES, [list(reports)]).fetchall()
    known = [table for table in tables if table in definitions.tables]
    columns, lines = ({table: {} for table in known} for _ in range(2))
    for report, table, line, column in cursor.execute(_FACTS, [list(reports), known]).fetchall():
        _add(columns, table, report, column, {each.key for each in definitions.tables[table].columns})
        _add(lines, table, report, line, {each.key for each in definitions.tables[table].lines})
    for report, table, _kind, text in cursor.execute(_LABELS, [list(reports), known]).fetchall():
        definition, name = definitions.tables[table], definitions.patterns["ordinal"].sub("", fold(text))
        for each in definition.columns:
            if name in each.names:
                _add(columns, table, report, each.key, {each.key})
        if name in definition.line_keys:
            _add(lines, table, report, definition.line_keys[name].key, {definition.line_keys[name].key})
    named = settings("form")["named_lines"]
    kept = {table: of for table, of in lines.items() if definitions.tables[table].rows in named}
    return Printed(library, tuple(reports), rows, tuple(tables), columns, kept, {})


def _add(found: dict[str, dict[str, set[str]]], table: str, report: str, key: str, known: set[str]) -> None:
    of = found[table].setdefault(report, set())
    if key in known:
        of.add(key)


def _budget(basis: str) -> str:
    return next((name for name in ("adjusted", "initial") if expression("budget", name).search(fold(basis))), "")

"""What values were made of: the printed cells, the sentences and the projects, each with its page."""

from collections.abc import Iterable

import pandas as pd

from core.store.reader import LibraryReader

COLUMNS = ["kind", "report", "unit_name", "fiscal_year", "number", "table_no", "title", "name", "column", "printed", "unit", "page"]
COLUMNS += ["locator", "cell", "sentence"]
Pairs = tuple[list[str], list[int]]

_WANTED = "(SELECT unnest($1) AS report, unnest($2) AS number, unnest($3) AS place)"
_SQL = {
    "facts": f"""SELECT 'fact' AS kind, f.report, r.unit_name, r.fiscal_year, w.number, f.table_no, t.title,
        f.line_name AS name, f."column", f.printed, f.unit, f.page, f.locator, f.cell_row || '.' || f.cell_column AS cell,
        '' AS sentence, abs(f.amount_fen) AS size
        FROM {_WANTED} w JOIN fact f ON f.report = w.report AND f.fact_no = w.number
        JOIN printed_table t ON t.report = f.report AND t.table_no = f.table_no JOIN report r ON r.report = f.report""",
    "statements": f"""SELECT 'statement' AS kind, s.report, r.unit_name, r.fiscal_year, w.number, NULL AS table_no, s.section AS title,
        s.subject AS name, s.measure AS "column", s.value AS printed, s.unit, s.page, s.locator, '' AS cell, s.sentence, 0 AS size
        FROM {_WANTED} w JOIN statement s ON s.report = w.report AND s.statement_no = w.number JOIN report r ON r.report = s.report""",
    "projects": f"""SELECT 'project' AS kind, p.report, r.unit_name, r.fiscal_year, w.number, NULL AS table_no, '' AS title,
        p.project AS name, 'score' AS "column", p.score AS printed, '' AS unit, p.page, p.locator, '' AS cell, '' AS sentence, 0 AS size
        FROM {_WANTED} w JOIN project p ON p.report = w.report AND p.project_no = w.number JOIN report r ON r.report = p.report""",
}


def inputs(library: LibraryReader, rows: pd.DataFrame) -> pd.DataFrame:
    """COLUMNS: a row per cell, sentence or project the values of these rows (of `values` or of an answer) were made of, each once.

    kind: fact · statement · project; `number` within its report; `cell` is `row.column` of the printed table; `column` is the key of the
    column or the measure.  Cells of many reports come by size, the largest first.
    """
    found = []
    for name, sql in _SQL.items():
        pairs = _pairs(zip(rows["report"], rows[name], strict=True))
        if pairs[0]:
            found.append(library.cursor().execute(f"{sql} ORDER BY w.place", [*pairs, list(range(len(pairs[0])))]).df())
    if not found:
        return pd.DataFrame(columns=COLUMNS)
    told = pd.concat(found, ignore_index=True)
    if told["report"].nunique() > 1:
        told = told.sort_values("size", ascending=False, kind="stable")
    return told[COLUMNS].reset_index(drop=True)


def _pairs(told: Iterable[tuple[str, str]]) -> Pairs:
    """(report, number) of what is told as `3;5` of one report or as `report:3;report:5`, each once, in order."""
    pairs = {}
    for report, numbers in told:
        for number in filter(None, str(numbers).split(";")):
            owner, _, own = number.rpartition(":")
            pairs[owner or report, int(own)] = None
    return [report for report, _ in pairs], [number for _, number in pairs]

"""One line, one column, one figure: a table in which a line has two says so, because one of them is of something else."""

from core.model import Fact
from core.tables.facts import Yield

_Place = tuple[str, str, str, str]


def report_lines_told_twice(made: Yield) -> None:
    """Adds a problem to `made` for each line of which two different figures were read in one column.

    Items without codes may share a name, under different classes.
    """
    first: dict[_Place, Fact] = {}
    told: set[tuple[str, str, str]] = set()
    for fact in made.facts:
        if made.table.rows == "functional" and not fact.line_code and fact.role != "total":
            continue
        before = first.setdefault((fact.side, fact.line, fact.parent_line, fact.column), fact)
        line = (fact.side, fact.line, fact.parent_line)
        if before.amount_fen != fact.amount_fen and line not in told:
            told.add(line)
            made.problem("line_twice", fact.place, line=fact.line_name, first=before.printed, second=fact.printed)

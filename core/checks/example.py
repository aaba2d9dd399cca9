"""The examples of the catalogue: a few lines of text → the small report they describe.

An example is text such as `table[line, column]=100; other table=…` (amounts in units of ten thousand, two decimals unless more are written;
a table may be said to be empty or missing), or a TOML table with `facts` in that form and `lines`, `statements`, `tables`, `projects`,
`scores`, `identity`, `ran`, `grids` (each a list of rows of texts; all on the first page).
"""

from collections.abc import Mapping
from dataclasses import MISSING, fields, replace

from core.amounts import parse
from core.checks.case import Case
from core.checks.parse import parse_address
from core.checks.resolve import Cells, find_table, resolve, words
from core.definitions import Definitions
from core.errors import DefinitionError
from core.ledger import Ledger
from core.model import (
    NOWHERE,
    Box,
    Fact,
    Funding,
    Identity,
    Indicator,
    Place,
    PrintedCell,
    Problem,
    Project,
    SheetScore,
    Statement,
    Table,
    Task,
)
from core.names import fold
from core.reading.page import Cell, Grid, Line, Page

USUAL_WORTH = 1_000_000  # fen: the unit examples are written in
PAGE_WIDTH, LINE_HEIGHT, SIZE = 595.0, 20.0, 10.0


def case_of(example: object, definitions: Definitions) -> Case:
    """The case an example describes.  Raises DefinitionError where it is not understood."""
    written = {"facts": example} if isinstance(example, str) else dict(example)
    tables = _tables(written.get("facts", ""), definitions)
    for told in written.get("tables", ()):
        _tell(tables, dict(told), definitions)
    ledger = Ledger(
        tables.values(),
        definitions,
        _filled(Identity, {"kind": "final_accounts", **written.get("identity", {})}),
        [_filled(Statement, told) for told in written.get("statements", ())],
        [_project(told) for told in written.get("projects", ())],
        [_filled(SheetScore, told) for told in written.get("scores", ())],
    )
    pages = _pages(written.get("lines", []), written.get("grids", [])) if "lines" in written or "grids" in written else None
    return Case(ledger, pages, dict(written.get("ran", {})))


def _tables(text: str, definitions: Definitions) -> dict[str, Table]:
    """The tables of `address=amount; …`, by key, in written order."""
    tables: dict[str, Table] = {}
    for part in filter(None, map(str.strip, text.replace("；", ";").split(";"))):
        address, equals, value = part.rpartition("=")
        if not equals:
            raise DefinitionError("formula_not_understood", where=text, found=part, expected="=")
        if "[" not in address:
            state = words().example.get(fold(value))
            if state is None:
                raise DefinitionError("unknown_name", where=text, found=value, expected=", ".join(words().example))
            table = find_table(address, definitions)
            tables[table.key] = _table(table.key, definitions, state)
        else:
            _add_fact(tables, address, value.strip(), definitions)
    return tables


def _table(key: str, definitions: Definitions, state: str = "filled") -> Table:
    printed = state in ("filled", "empty")
    return Table(key, definitions.tables[key].title, "", _usual_unit(definitions), 1 if printed else None, 1 if printed else None, state)


def _usual_unit(definitions: Definitions) -> str:
    return next(unit for unit, worth in definitions.money.items() if worth == USUAL_WORTH)


def _add_fact(tables: dict[str, Table], address: str, value: str, definitions: Definitions) -> None:
    cells = resolve(parse_address(address), definitions)
    if not isinstance(cells, Cells) or cells.word or cells.column_word:
        raise DefinitionError("formula_not_understood", where=address, found=address, expected="[ , ]")
    table = tables.setdefault(cells.table, _table(cells.table, definitions))
    number, _, name = value.partition(" ")
    printed = number if "." in number else number + ".00"
    amount = parse(printed, definitions.money[table.unit])
    if amount is None:
        raise DefinitionError("formula_not_understood", where=address, found=value, expected="0.00")
    rows = definitions.tables[cells.table].rows
    code = cells.line if cells.line.isdigit() and rows != "two_sided" else ""
    parent = cells.group or (code[:-2] if len(code) > 3 else "")
    at = len(table.facts)
    fact = Fact(
        cells.table, cells.side, cells.line, parent, "total" if cells.total else "detail", code,
        name or _name(cells.line, definitions), cells.column, printed,
        amount.fen, amount.precision_fen, table.unit, Place(1, Box(0, at, 1, at + 1)), at, 0,
    )  # fmt: skip
    tables[cells.table] = replace(table, facts=(*table.facts, fact))


def _name(line: str, definitions: Definitions) -> str:
    named = {code: name for name, code in definitions.functional_classes.items()}
    return definitions.functional.get(line) or definitions.economic.get(line) or named.get(line) or definitions.name("line", line)


def _tell(tables: dict[str, Table], told: dict, definitions: Definitions) -> None:
    """Changes a table, or adds one, as told: `table` by title, the rest fields of Table; `rows`: texts of its cells, `problems`: codes."""
    title = told.pop("table")
    known = any(fold(title) in table.names for table in definitions.tables.values())
    key = find_table(title, definitions).key if known else "other:" + title
    table = tables.get(key) or (_table(key, definitions, "empty") if known else Table(key, title, "", "", 1, 1, "filled"))
    rows = told.pop("rows", ())
    cells = tuple(
        PrintedCell(at, column, 1, 1, kind, text, Place(1, Box(column, at, column + 1, at + 1)))
        for at, row in enumerate(rows)
        for column, (kind, text) in enumerate(cell.split(":", 1) for cell in row)
    )
    problems = tuple(Problem(code, title) for code in told.pop("problems", ()))
    tables[key] = replace(table, cells=cells or table.cells, problems=problems, **told)


def _project(told: Mapping[str, object]) -> Project:
    funding = tuple(_filled(Funding, row) for row in told.get("funding", ()))
    indicators = tuple(_filled(Indicator, row) for row in told.get("indicators", ()))
    tasks = tuple(_filled(Task, row) for row in told.get("tasks", ()))
    return _filled(Project, {**told, "funding": funding, "indicators": indicators, "tasks": tasks})


def _filled(noun: type, told: Mapping[str, object]) -> object:
    """A noun with the told fields; the others empty.  Raises DefinitionError unknown_name for a field it has not."""
    names = {field.name: field for field in fields(noun)}
    for name in told:
        if name not in names:
            raise DefinitionError("unknown_name", where=noun.__name__, found=name, expected=", ".join(names))
    needed = {name for name, field in names.items() if field.default is MISSING and field.default_factory is MISSING}
    return noun(
        **{name: told.get(name, NOWHERE if name == "place" else "") for name in needed},
        **{k: v for k, v in told.items() if k not in needed},
    )


def _pages(lines: list[object], grids: list[list[list[str]]]) -> list[Page]:
    """Pages of lines: a list of texts is a page, texts directly in the list are one page.  The grids are beside the text of the first."""
    written = lines if lines and isinstance(lines[0], list) else [lines]
    pages = [_page(number, texts) for number, texts in enumerate(written, 1)]
    return [replace(pages[0], grids=tuple(map(_grid, grids))), *pages[1:]]


def _grid(rows: list[list[str]]) -> Grid:
    cells = tuple(
        Cell(at, column, 1, 1, text, Box(PAGE_WIDTH + column, at, PAGE_WIDTH + column + 1, at + 1))
        for at, row in enumerate(rows)
        for column, text in enumerate(row)
    )
    width = max(map(len, rows))
    return Grid(Box(PAGE_WIDTH, 0, PAGE_WIDTH + width, len(rows)), cells, len(rows), width)


def _page(number: int, texts: list[str]) -> Page:
    lines = []
    for at, text in enumerate(texts, 1):
        box = Box(50, at * LINE_HEIGHT, 50 + SIZE * len(text), at * LINE_HEIGHT + SIZE)
        lines.append(Line(text, box, SIZE, ()))
    return Page(number, PAGE_WIDTH, (len(texts) + 2) * LINE_HEIGHT, tuple(lines), ())

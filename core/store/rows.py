"""A reading as columns of the database, for each table of schema.sql: put in column by column, because row by row would take seconds."""

import json
from collections.abc import Iterable, Sequence
from operator import attrgetter

from core.definitions import Definitions
from core.model import Box, Evidence, Fact, Place, Project, Reading, Report, Statement, Table
from core.store.finding_rows import finding_columns
from core.store.state import asks_of

_EVIDENCE = ("field", "value", "text", "source")
_TABLE = ("table", "title", "printed_number", "unit", "first_page", "last_page", "state", "budget_basis", "note")
_CELL = ("row", "column", "row_span", "column_span", "kind", "text")
_FACT = (
    *("table", "side", "line", "parent_line", "role", "line_code", "line_name", "column", "printed", "amount_fen", "precision_fen", "unit"),
    *("cell_row", "cell_column", "source", "doubt", "corrected", "read_fen"),
)
_STATEMENT = (
    *("section", "subject", "measure", "value", "unit", "basis", "line_code", "sentence", "reason", "derived_low", "derived_high"),
    "read_value",
)
_PROJECT = ("form", "project", "department", "implementing_unit", "score", "weight_total")
_FUNDING = ("part", "initial_budget", "adjusted_budget", "executed", "weight", "rate", "score")
_INDICATOR = ("level1", "level2", "indicator", "operator", "target", "target_unit", "actual", "weight", "score", "reason")
_SCORE = ("sheet", "level1", "item", "weight", "score")
_NUMBER = ("text", "kind", "ref")
_NOWHERE = (None, None, None, None)


def report_of(reading: Reading, report: str, version: int, definitions: Definitions) -> Report:
    """What is kept of a reading as a whole."""
    told = reading.identity
    state = "needs_person" if asks_of(reading, definitions) else "read"
    named = (told.unit_name, told.fiscal_year, told.kind, told.region, told.amount_unit, told.published_on)
    return Report(report, version, reading.file, reading.sha256, *named, reading.pages, state, reading.part)


def columns_of(reading: Reading) -> dict[str, dict[str, list]]:
    """Table of schema.sql → its columns but that of the report (all that is read from a file)."""
    return {
        "evidence": _evidence(reading.identity.evidence),
        "page": _pages(reading),
        "printed_table": {"table_no": list(range(len(reading.tables))), **_columns(reading.tables, _TABLE)},
        "cell": _cells(reading.tables),
        "fact": _facts(reading.tables),
        "problem": _problems(reading),
        "statement": _statements(reading.statements),
        "sentence": {
            "sentence_no": list(range(len(reading.sentences))),
            **_columns(reading.sentences, ("part", "sentence")),
            **_places(reading.sentences),
        },
        **_performance(reading),
        "finding": finding_columns(reading.findings),
        "number": {"number_no": list(range(len(reading.numbers))), **_columns(reading.numbers, _NUMBER), **_places(reading.numbers)},
    }


def as_json(details: dict[str, object]) -> str:
    """Details as a JSON object; what JSON does not know becomes its text."""
    return json.dumps(details, ensure_ascii=False, default=str)


def fact_from(row: dict[str, object]) -> Fact:
    """The fact of one row of the table `fact`, given as column → value."""
    box = Box(*(row[name] for name in ("x0", "top", "x1", "bottom"))) if row["x0"] is not None else None
    return Fact(**{name: row[name] for name in _FACT}, place=Place(row["page"], box, row["locator"]))


def _columns(items: Sequence[object], names: Iterable[str]) -> dict[str, list]:
    return {name: list(map(attrgetter(name), items)) for name in names}


def _places(items: Sequence[object]) -> dict[str, list]:
    boxes = [(box.x0, box.top, box.x1, box.bottom) if (box := item.place.box) else _NOWHERE for item in items]
    x0, top, x1, bottom = zip(*boxes, strict=True) if boxes else ((), (), (), ())
    pages, locators = [item.place.page for item in items], [item.place.locator for item in items]
    return {"page": pages, "x0": x0, "top": top, "x1": x1, "bottom": bottom, "locator": locators}


def _evidence(evidence: Sequence[Evidence]) -> dict[str, list]:
    return {"evidence_no": list(range(len(evidence))), **_columns(evidence, _EVIDENCE), **_places(evidence)}


def _pages(reading: Reading) -> dict[str, list]:
    unread = set(reading.unread_pages)
    numbers = list(range(1, len(reading.page_sizes) + 1))
    widths, heights = [width for width, _ in reading.page_sizes], [height for _, height in reading.page_sizes]
    return {"page": numbers, "width": widths, "height": heights, "unread": [number in unread for number in numbers]}


def _cells(tables: Sequence[Table]) -> dict[str, list]:
    cells = [cell for table in tables for cell in table.cells]
    owners = [number for number, table in enumerate(tables) for _ in table.cells]
    return {"table_no": owners, **_columns(cells, _CELL), **_places(cells)}


def _facts(tables: Sequence[Table]) -> dict[str, list]:
    facts = [fact for table in tables for fact in table.facts]
    owners = [number for number, table in enumerate(tables) for _ in table.facts]
    return {"table_no": owners, "fact_no": list(range(len(facts))), **_columns(facts, _FACT), **_places(facts)}


def _statements(statements: Sequence[Statement]) -> dict[str, list]:
    linked = [";".join(map(str, statement.linked_facts)) for statement in statements]
    return {"statement_no": list(range(len(statements))), **_columns(statements, _STATEMENT), "linked_facts": linked, **_places(statements)}


def _performance(reading: Reading) -> dict[str, dict[str, list]]:
    projects = reading.projects
    parts = {
        name: [(number, part) for number, project in enumerate(projects) for part in getattr(project, field)]
        for name, field in (("funding", "funding"), ("indicator", "indicators"))
    }
    return {
        "project": {"project_no": list(range(len(projects))), **_columns(projects, _PROJECT), **_places(projects)},
        "funding": _parts_of(projects, parts["funding"], "funding_no", _FUNDING),
        "indicator": _parts_of(projects, parts["indicator"], "indicator_no", _INDICATOR),
        "score": {"score_no": list(range(len(reading.scores))), **_columns(reading.scores, _SCORE), **_places(reading.scores)},
    }


def _parts_of(projects: Sequence[Project], parts: list[tuple[int, object]], number: str, names: Iterable[str]) -> dict[str, list]:
    """Rows that belong to a project, with its number and name."""
    items = [part for _, part in parts]
    owners = {"project_no": [owner for owner, _ in parts], "project": [projects[owner].project for owner, _ in parts]}
    return {number: list(range(len(parts))), **owners, **_columns(items, names), **_places(items)}


def _problems(reading: Reading) -> dict[str, list]:
    owned = [(None, problem) for problem in reading.problems]
    owned += [(number, problem) for number, table in enumerate(reading.tables) for problem in table.problems]
    problems = [problem for _, problem in owned]
    return {
        "problem_no": list(range(len(problems))),
        "table_no": [number for number, _ in owned],
        **_columns(problems, ("where", "kind")),
        "details": [as_json(problem.details) for problem in problems],
        **_places(problems),
    }

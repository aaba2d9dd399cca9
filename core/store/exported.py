"""What an export holds: for each of its files the table it comes from and its columns, in order."""

from core.store import schema

# file → (table of schema.sql, order within a report, columns).  Names and order are the published format: never changed, never reordered.
_FILES: dict[str, tuple[str, str, str]] = {
    "reports": (
        "report",
        "version",
        "report version file sha256 unit_name fiscal_year kind region amount_unit published_on pages state",
    ),
    "tables": (
        "printed_table",
        "table_no",
        "report file table title printed_number unit first_page last_page state budget_basis note",
    ),
    "facts": (
        "fact",
        "fact_no",
        "report file table side line parent_line role line_code line_name column printed amount_fen precision_fen unit "
        "page x0 top x1 bottom locator source doubt",
    ),
    "statements": (
        "statement",
        "statement_no",
        "report file section subject measure value unit basis line_code sentence page locator linked_facts",
    ),
    "projects": (
        "project",
        "project_no",
        "report file form project department implementing_unit score weight_total page locator",
    ),
    "funding": (
        "funding",
        "funding_no",
        "report file project part initial_budget adjusted_budget executed weight rate score page",
    ),
    "indicators": (
        "indicator",
        "indicator_no",
        "report file project level1 level2 indicator operator target target_unit actual weight score reason page",
    ),
    "scores": ("score", "score_no", "report file sheet level1 item weight score page"),
    "findings": (
        "finding",
        "finding_no",
        "report file check class state severity left right difference tolerance reason cause cluster exception message pages",
    ),
    "problems": ("problem", "problem_no", "report file where kind details page"),
}
_ROUNDED = {"x0", "top", "x1", "bottom"}

FILES = tuple(_FILES)


def query(file: str) -> str:
    """The SQL of one exported file.  Its one parameter is the list of reports; rows come by unit, year, kind, version, then as printed."""
    table, order, names = _FILES[file]
    selected = ", ".join(_expression(table, name) for name in names.split())
    join = "" if table == "report" else 'JOIN report r ON r.report = t."report"'
    owner = "t" if table == "report" else "r"
    by = f"{owner}.unit_name, {owner}.fiscal_year NULLS LAST, {owner}.kind, {owner}.version, {owner}.report, t.{order}"
    return f'SELECT {selected} FROM "{table}" t {join} WHERE t.report IN (SELECT unnest($1)) ORDER BY {by}'


def meanings(file: str) -> dict[str, str]:
    """Column → what it means, for one exported file, from the remarks of schema.sql."""
    table, _, names = _FILES[file]
    remarks = schema.dictionary()
    return {name: remarks.get((table, name)) or remarks["report", name] for name in names.split()}


def _expression(table: str, name: str) -> str:
    if name in _ROUNDED:
        return f"round(t.{name}, 2) AS {name}"
    owner = "r" if name == "file" and table != "report" else "t"
    return f'{owner}."{name}"'

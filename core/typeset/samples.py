"""The sample reports: figures and form in, PDF and goldens out."""

import csv
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from pathlib import Path

from core.typeset.figures import Figures, read_figures
from core.typeset.golden import GoldenFunding, GoldenIndicator, GoldenProject, GoldenScore
from core.typeset.layout import read_layout
from core.typeset.report import Typeset, typeset

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples"
FACTS = ("table", "side", "line", "parent_line", "line_code", "line_name", "column", "printed", "amount_fen", "unit", "page")
STATEMENTS = ("section", "subject", "measure", "value", "unit", "basis", "line_code", "sentence", "page")
_RECORDS = {"projects": GoldenProject, "funding": GoldenFunding, "indicators": GoldenIndicator, "scores": GoldenScore}


def make_sample(folder: Path) -> Typeset:
    """Prints report.pdf and its goldens (facts, statements, projects, funding, indicators, scores, golden.toml) of a folder that holds

    figures.toml; its key `form` names the layout.
    """
    with (folder / "figures.toml").open("rb") as file:
        form = tomllib.load(file)["form"]
    figures = read_figures(folder / "figures.toml")
    made = typeset(figures, read_layout(form), folder / "report.pdf")
    _write(folder / "facts.csv", FACTS, (asdict(placed.fact) | {"page": placed.page} for placed in made.facts))
    told = (asdict(placed.told) | {"section": placed.section, "page": placed.page} for placed in made.statements)
    _write(folder / "statements.csv", STATEMENTS, told)
    for name, kind in _RECORDS.items():
        rows = (asdict(placed.record) | {"page": placed.page} for placed in made.records if isinstance(placed.record, kind))
        _write(folder / f"{name}.csv", (*(one.name for one in fields(kind)), "page"), rows)
    (folder / "golden.toml").write_text(_identity(figures, made), encoding="utf-8")
    return made


def _write(path: Path, columns: tuple[str, ...], rows: Iterable[Mapping[str, object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)


def _identity(figures: Figures, made: Typeset) -> str:
    """What the report says of itself, as TOML."""
    identity = {
        "unit_name": figures.unit_name,
        "fiscal_year": figures.fiscal_year,
        "kind": "final_accounts",
        "published_on": figures.published_on,
    }
    lines = [f"{key} = {value}" if isinstance(value, int) else f'{key} = "{value}"' for key, value in identity.items()]
    pages = [f"{table} = [{first}, {last}]" for table, (first, last) in made.table_pages.items()]
    return "\n".join([*lines, f"pages = {made.pages}", "", "[table_pages]", *pages, ""])

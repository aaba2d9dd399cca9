"""The sample reports: figures and form in, PDF and goldens out."""

import csv
import tomllib
from dataclasses import asdict
from pathlib import Path

from core.typeset.figures import read_figures
from core.typeset.layout import read_layout
from core.typeset.report import Typeset, typeset

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples"
GOLDEN_COLUMNS = ("table", "side", "line", "parent_line", "line_code", "line_name", "column", "printed", "amount_fen", "unit", "page")


def make_sample(folder: Path) -> Typeset:
    """Prints report.pdf, facts.csv and golden.toml of a folder that holds figures.toml; its key `form` names the layout."""
    with (folder / "figures.toml").open("rb") as file:
        form = tomllib.load(file)["form"]
    figures = read_figures(folder / "figures.toml")
    made = typeset(figures, read_layout(form), folder / "report.pdf")
    with (folder / "facts.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, GOLDEN_COLUMNS, lineterminator="\n")
        rows.writeheader()
        rows.writerows(asdict(placed.fact) | {"page": placed.page} for placed in made.facts)
    identity = {
        "unit_name": figures.unit_name,
        "fiscal_year": figures.fiscal_year,
        "kind": "final_accounts",
        "published_on": figures.published_on,
    }
    lines = [f"{key} = {value}" if isinstance(value, int) else f'{key} = "{value}"' for key, value in identity.items()]
    pages = [f"{table} = [{first}, {last}]" for table, (first, last) in made.table_pages.items()]
    text = "\n".join([*lines, f"pages = {made.pages}", "", "[table_pages]", *pages, ""])
    (folder / "golden.toml").write_text(text, encoding="utf-8")
    return made

"""Reports without a fault: the samples, and reports drawn by lot in every layout, printed and read again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from core.checks.case import Case
from core.checks.run import run
from core.definitions import Definitions, load
from core.ingest import read_file
from core.ledger import Ledger
from core.model import Fact, Finding, Reading
from core.reading import Page, read_pages
from core.typeset.chance import random_figures, random_layout
from core.typeset.figures import Figures, read_figures
from core.typeset.layout import Layout, read_layout
from core.typeset.report import Misprint, Typeset, typeset
from core.typeset.samples import SAMPLES

GRAVE = ("critical", "error")
WEIGHTY = (*GRAVE, "warn")


@dataclass(frozen=True, eq=False)
class Clean:
    """A report that agrees with itself, as printed and as read."""

    name: str
    figures: Figures
    layout: Layout
    made: Typeset
    reading: Reading
    pages: Sequence[Page]
    definitions: Definitions

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """All its facts, in the order in which findings count them."""
        return tuple(fact for table in self.reading.tables for fact in table.facts)

    @cached_property
    def failing(self) -> set[tuple]:
        """What fails without any fault: a finding counts as new only if it is not among these."""
        return {key_of(finding) for finding in findings_of(self.reading, self.pages, self.definitions) if finding.state == "fail"}

    @property
    def false_alarms(self) -> list[Finding]:
        """Grave findings of this report: there should be none."""
        return [finding for finding in self.reading.findings if finding.state == "fail" and finding.severity in GRAVE]


def key_of(finding: Finding) -> tuple:
    """What tells a finding from others of the same report, and from what the same check says of another figure in its place."""
    return finding.check, finding.facts, finding.statements, finding.tables, finding.message


def findings_of(reading: Reading, pages: Sequence[Page] | None, definitions: Definitions) -> tuple[Finding, ...]:
    """All findings of a reading."""
    return run(Case(Ledger.of(reading, definitions), pages))


def clean_reports(seeds: Sequence[int], folder: Path, samples: bool = True) -> Iterator[Clean]:
    """The samples and a report by lot for each seed; the PDFs are printed to `folder`."""
    for path in sorted(SAMPLES.glob("*/figures.toml")) if samples else ():
        figures, layout = read_figures(path), read_layout(path.parent.name.removesuffix("_form"))
        yield printed(path.parent.name, figures, layout, folder)
    for seed in seeds:
        forms = ("inside", "attached")[seed % 2]
        yield printed(f"by_lot_{seed}", random_figures(seed), random_layout(seed, narrative=True, performance=forms), folder)


def printed(name: str, figures: Figures, layout: Layout, folder: Path, misprint: Misprint | None = None) -> Clean:
    """A report printed (with a misprint, if there is one) and read again."""
    path = folder / f"{name}.pdf"
    made = typeset(figures, layout, path, misprint)
    definitions = load()
    return Clean(name, figures, layout, made, read_file(path, definitions, ocr="off"), read_pages(path), definitions)

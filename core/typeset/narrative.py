"""The text of a report: sentences from data/definitions/typeset, filled from the figures, with marks on what they say."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from core.typeset.entries import Entries, points_text
from core.typeset.evaluation import hundredths
from core.typeset.figures import CAPITAL, GOVERNMENT, Figures
from core.typeset.layout import Layout
from core.typeset.marks import Told, read_marks
from core.typeset.phrases import Asked, Phrases
from core.typeset.words import Words, definitions

_GRADES = (("excellent", 90), ("good", 80), ("fair", 60), ("poor", 0))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as printed and what its figures say; `heading` when it is a heading inside a section."""

    text: str
    told: tuple[Told, ...] = ()
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing with its caption: `kind` bars or pie, the name and the amount (fen) of each bar or slice."""

    kind: str
    caption: str
    slices: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Forms:
    """The place of the forms of performance inside the text."""


Block = Paragraph | Chart | Forms


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the text and what stands below it."""

    heading: str
    blocks: tuple[Block, ...]


class Story:
    """The filled text of one report.  `sections` gives the sections of a part, `cover` the lines of the first page."""

    def __init__(self, figures: Figures, layout: Layout) -> None:
        self._figures = figures
        self._layout = layout
        self._words = Words(layout)
        self._templates = definitions("narrative")
        self._text = definitions(f"text/{layout.text}")
        base = self._base()
        self._phrases = Phrases(figures, layout, self._words, base)
        self._entries = Entries(figures, self._words, self._phrases, self._templates["phrase"]["class_ending"])
        self.values: dict[str, Any] = {**base, **self._phrases.values, "list": Asked(self._list)}
        self._flags = {
            "affiliates": bool(figures.affiliates),
            "government": bool(figures.granted(GOVERNMENT) or figures.opening((GOVERNMENT,)) or figures.spending((GOVERNMENT,))),
            "capital": bool(figures.spending((CAPITAL,))),
            "agency_operating": "agency_operating" in figures.amounts,
            "procurement": bool(self._phrases.this["procurement"]),
            "projects": bool(figures.projects),
            "forms": any(project.goals for project in figures.projects),
            "whole": figures.whole is not None,
            "score_sheets": bool(figures.score_sheets),
        }

    def fill(self, template: str, **more: object) -> str:
        """A template with its {names} filled in."""
        return template.format_map({**self.values, **more})

    def cover(self, line: str) -> str:
        """A line of the cover: `name`, `title`, `date`, `mark`."""
        return self.fill(self._templates["cover"][line])

    def part(self, key: str, number: int) -> str:
        """The heading of a part."""
        return self.fill(self._templates["part"][key], part=self._words.ordinal(number))

    def sections(self, part: str) -> list[Section]:
        """The sections of `overview` or `explanation`, headings numbered from one."""
        found = self._text[part] if part in self._text else self._templates[part]
        return [
            Section(self._words.numbered(number, self.fill(section["heading"])), tuple(self._blocks(section["paragraphs"])))
            for number, section in enumerate(found, start=1)
        ]

    def glossary(self) -> list[str]:
        """The explained terms, one paragraph each."""
        template = self._templates["glossary_entry"]["text"]
        entries = enumerate(self._templates["glossary"], start=1)
        return [template.format(number=self._words.ordinal(number), **entry) for number, entry in entries]

    def contact(self) -> str:
        """The line that names whom to ask, "" where the text has none."""
        return self._text.get("contact", "")

    def _blocks(self, found: list[Any]) -> Iterator[Block]:
        for entry in found:
            block = {"text": entry} if isinstance(entry, str) else entry
            if ("when" in block and not self._flags[block["when"]]) or self._flags.get(block.get("unless"), False):
                continue
            if "chart" in block:
                if self._layout.charts:
                    yield self._chart(block)
            elif "forms" in block:
                yield Forms()
            elif "heading" in block:
                yield Paragraph(self.fill(block["heading"]), heading=True)
            else:
                yield from self._paragraphs(block)

    def _paragraphs(self, block: Mapping[str, str]) -> Iterator[Paragraph]:
        """One paragraph, or one for each entry of a list; `several` is the wording for a section of several items."""
        for more in self._entries.of(block["each"]) if "each" in block else ({},):
            template = block["several"] if more.get("parts") else block["text"]
            text, told = read_marks(self.fill(template, **more), self._units, self._templates["phrase"]["full_stop"])
            yield Paragraph(text, told)

    @property
    def _units(self) -> tuple[str, ...]:
        return tuple(self._templates["phrase"]["units"])

    def _chart(self, block: Mapping[str, str]) -> Chart:
        if block["chart"] == "bars":
            name, year = block["of"], self._figures.fiscal_year
            amounts = ((year - 1, self._phrases.prior.get(name, 0)), (year, self._phrases.this.get(name, 0)))
            slices = tuple((self.fill(self._templates["phrase"]["bar"], bar=number), fen) for number, fen in amounts)
        else:
            slices = tuple((entry.name, entry.fen) for entry in self._entries.amounts(block["of"]) if entry.fen)
        return Chart(block["chart"], self.fill(block["caption"]), slices)

    def _base(self) -> dict[str, str]:
        figures, year = self._figures, self._figures.fiscal_year
        parts = figures.published_on.split("-")
        date = dict(zip(("year", "month", "day"), (str(int(part)) for part in parts), strict=False))
        between = self._templates["phrase"]["between_names"]
        return {
            "unit_name": figures.unit_name,
            "year": str(year),
            "prior_year": str(year - 1),
            "published": self._templates["date"]["day" if len(parts) == 3 else "month"].format(**date),
            "affiliates": between.join((figures.unit_name, *figures.affiliates)),
            "affiliate_count": str(len(figures.affiliates) + 1),
            "budget_name": self._templates["phrase"][f"budget_{self._layout.budget_basis}"],
            **{name: str(count) for name, count in figures.counts.items()},
            **self._evaluated(),
        }

    def _evaluated(self) -> dict[str, str]:
        """How many projects were evaluated, how many with a form, their average and their grades."""
        projects = self._figures.projects
        scores = [project.score for project in projects]
        grades = [next(grade for grade, least in _GRADES if score >= least) for score in scores]
        forms = [project.name for project in projects if project.goals]
        sheets = self._figures.score_sheets
        return {
            "project_count": str(len(projects)),
            "form_count": str(len(forms)),
            "form_names": self._templates["phrase"]["between_names"].join(forms),
            "average": str(hundredths(sum(scores) / len(scores))) if scores else "",
            **{grade: str(grades.count(grade)) for grade, _ in _GRADES},
            "sheet_project": sheets[0].project if sheets else "",
            "sheet_score": points_text(sheets[0].score) if sheets else "",
        }

    def _list(self, key: str) -> str:
        template = self._text["list"][key]
        return template["between"].join(self.fill(template["text"], **values) for values in self._entries.of(template["of"]))

"""The ready questions of data/definitions/questions.toml, and those anyone can ask of a metric."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from core.definitions import FOLDER, Definitions
from core.metrics.definition import metrics

CHARTS = {"trend": 1, "ranking": 1, "pairs": 2, "shares": None, "dots": 2, "classes": 0}  # how many metrics each is made of
_ASKED = {"rank": "ranking", "trend": "trend"}  # rank:key and trend:key ask for any metric
YEARS, MORE_YEARS = 5, 10


@dataclass(frozen=True)
class Question:
    """`chart`: see CHARTS.  `ascending`: the lowest first.  `mark`: a line to read against.  `years`: how many a trend shows."""

    key: str
    titles: tuple[str, str]
    theme: str
    chart: str
    metrics: tuple[str, ...]
    ascending: bool = False
    mark: float | None = None
    prior: str = ""
    notes: tuple[str, str] = ("", "")
    years: int = YEARS

    def title(self, language: str = "zh") -> str:
        """The question in words."""
        return self.titles[language != "zh"]

    def note(self, language: str = "zh") -> str:
        """What must be said with the answer; "" for nothing."""
        return self.notes[language != "zh"]


@cache
def questions() -> Mapping[str, Question]:
    """The ready questions by key, in their order."""
    with (FOLDER / "questions.toml").open("rb") as file:
        return {entry["key"]: _question(entry) for entry in tomllib.load(file)["question"]}


def question(key: str) -> Question | None:
    """A ready question, or rank:metric or trend:metric; None for what is neither."""
    kind, _, metric = key.partition(":")
    if kind in _ASKED and metric in metrics():
        found = metrics()[metric]
        names = found.text("name", "zh"), found.text("name", "en")
        return Question(key, names, found.theme, _ASKED[kind], (metric,), years=MORE_YEARS)
    return questions().get(key)


def mistakes(definitions: Definitions) -> list[str]:
    """Every mistake of questions.toml, a sentence each; [] when it holds."""
    told = []
    for entry in questions().values():
        wanted = CHARTS.get(entry.chart, -1)
        told += [f"{entry.key}: chart {entry.chart!r} is unknown"] if wanted == -1 else []
        told += [f"{entry.key}: {entry.chart} takes {wanted} metrics"] if wanted not in (-1, None, len(entry.metrics)) else []
        used = [*entry.metrics, *([entry.prior] if entry.prior else [])]
        told += [f"{entry.key}: metric {name!r} is unknown" for name in used if name not in metrics()]
        told += [] if f"theme_{entry.theme}" in definitions.messages else [f"{entry.key}: theme {entry.theme!r} has no message"]
        told += [] if all(entry.titles) and bool(entry.notes[0]) == bool(entry.notes[1]) else [f"{entry.key}: a language is missing"]
    return [f"question {each}" for each in told]


def _question(entry: dict) -> Question:
    return Question(
        entry["key"],
        (entry["title"], entry["title_en"]),
        entry["theme"],
        entry["chart"],
        tuple(entry["metrics"]),
        entry.get("order") == "asc",
        entry.get("mark"),
        entry.get("prior", ""),
        (entry.get("note", ""), entry.get("note_en", "")),
    )

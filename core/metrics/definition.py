"""The metrics as data/definitions/metrics tells them: a head of remarks in two languages, then one SELECT.

A SELECT gives `report` and `value`, and what it used: `facts`, `statements`, `projects` (numbers within the report, separated by ;).  It
reads the tables of schema.sql and the relations of `relations/`, which stand before it as WITH clauses.  Money is fen.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from core.definitions import FOLDER
from core.errors import DefinitionError

TEXTS = ("name", "unit", "formula", "scope", "undefined")
KINDS = ("money", "percent", "rate", "count", "score")
USED = ("facts", "statements", "projects")
LANGUAGES = ("zh", "en")
_HEAD = re.compile(r"-- (\w+)(?: (zh|en))?: (.+)")
_NAMED = re.compile(r"\b(?:FROM|JOIN)\s+(\w+)")


@dataclass(frozen=True)
class Metric:
    """One metric.  `kind`: money (value in fen) · percent · rate (unit per unit) · count · score; `needs`: what it is made of, see needs.

    `needs` are keys of printed tables, or statement, project, finding, number.  `estimated`: worked out, printed nowhere.
    """

    key: str
    theme: str
    kind: str
    needs: tuple[str, ...]
    estimated: bool
    texts: Mapping[tuple[str, str], str]
    sql: str

    def text(self, field: str, language: str = "zh") -> str:
        """Its name, unit, formula in words, scope, or when it is undefined."""
        return self.texts[field, language]

    @cached_property
    def query(self) -> str:
        """The SELECT with the relations it uses, and columns for everything it could have used."""
        used = dict.fromkeys(USED, "''") | {name: f"m.{name}" for name in USED if f"AS {name}" in self.sql or f".{name}" in self.sql}
        columns = ", ".join(f"{expression} AS {name}" for name, expression in used.items())
        return f"{_with(self.sql)}SELECT m.report, m.value, {columns} FROM ({self.sql}) m"


@cache
def metrics(folder: Path = FOLDER) -> Mapping[str, Metric]:
    """Every metric by key, in the order of their keys.  Raises DefinitionError when a head is incomplete."""
    found = {}
    for path in sorted((folder / "metrics").glob("*.sql")):
        metric, missing = _read(path)
        if missing:
            raise DefinitionError("metric_head", where=path.name, found=", ".join(missing))
        found[metric.key] = metric
    return found


@cache
def relations(folder: Path = FOLDER) -> Mapping[str, str]:
    """The shared relations by name, each after those it is made of."""
    found = {path.stem: _statement(path) for path in sorted((folder / "metrics" / "relations").glob("*.sql"))}
    ordered: dict[str, str] = {}
    while len(ordered) < len(found):
        ready = [name for name in found if name not in ordered and not (named(found[name]) & (found.keys() - ordered.keys()))]
        if not ready:
            raise DefinitionError("metric_relations", found=", ".join(found.keys() - ordered.keys()))
        ordered |= {name: found[name] for name in ready}
    return ordered


def named(sql: str) -> set[str]:
    """The tables and relations a SELECT reads."""
    return set(_NAMED.findall(sql))


def _with(sql: str) -> str:
    """The WITH clause for the relations a SELECT reads, and those they read."""
    wanted, known = named(sql), relations()
    for name in reversed(known):
        if name in wanted:
            wanted |= named(known[name])
    clauses = [f"{name} AS ({text})" for name, text in known.items() if name in wanted]
    return f"WITH {', '.join(clauses)} " if clauses else ""


def _read(path: Path) -> tuple[Metric, list[str]]:
    """The metric of a file, and what its head lacks."""
    lines = [found.groups() for line in path.read_text(encoding="utf-8").splitlines() if (found := _HEAD.fullmatch(line))]
    texts = {(field, language): text for field, language, text in lines if language}
    plain = {field: text for field, language, text in lines if not language}
    missing = [f"{field} {language}" for field in TEXTS for language in LANGUAGES if (field, language) not in texts]
    missing += [field for field in ("theme", "kind", "needs") if field not in plain]
    missing += [f"kind: {plain['kind']}"] if plain.get("kind", KINDS[0]) not in KINDS else []
    needs = tuple(name.strip() for name in plain.get("needs", "").split(","))
    head = plain.get("theme", ""), plain.get("kind", ""), needs, plain.get("estimated") == "yes"
    return Metric(path.stem, *head, texts, _statement(path)), missing


def _statement(path: Path) -> str:
    """The SQL of a file without its remarks."""
    return "\n".join(line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("--")).strip()

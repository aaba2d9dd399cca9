"""Lints the metrics: complete heads, known names, SQL that runs on an empty library and elsewhere too."""

import re

from core.definitions import Definitions
from core.errors import DefinitionError
from core.metrics import questions
from core.metrics.definition import Metric, metrics, named, relations
from core.metrics.values import OTHER_NEEDS
from core.store.trial import complaints, tables

# What only DuckDB understands: a metric also runs elsewhere over the exported files (Spark, SQLite).
_NOT_PORTABLE = re.compile(
    r"::|\bQUALIFY\b|\bEXCLUDE\b|\bunnest\b|\bregexp_\w+|\bGROUP BY ALL\b|\bORDER BY ALL\b|\bFILTER\s*\(|\bTRY_CAST\b|\blist_\w+"
    r"|\bstrptime\b|\bASOF\b|\bPIVOT\b|\bstruct_\w+|\bILIKE\b|\bDISTINCT ON\b|\bstarts_with\b|\$\d",
    re.IGNORECASE,
)
_COMPARED = re.compile(r'"?\b(table|line|column)\b"? (?:=|IN) (\([^)]*\)|\'[^\']*\')')
_TEXT = re.compile(r"'([^']*)'")
_CODE = re.compile(r"\d{3}(?:\d{2}){0,2}")


def mistakes(definitions: Definitions) -> list[str]:
    """Every mistake of data/definitions/metrics and of the questions, a sentence each; [] when they hold."""
    try:
        found = list(metrics().values())
        shared = relations()
    except DefinitionError as error:
        return [str(error)]
    told = [mistake for metric in found for mistake in _of_one(metric, definitions)]
    told += [f"relation {name}: {word!r} is understood by one database only" for name, sql in shared.items() for word in _unportable(sql)]
    ran = zip(found, complaints([metric.query for metric in found]), strict=True)
    told += questions.mistakes(definitions)
    return told + [f"metric {metric.key}: {complaint}" for metric, complaint in ran if complaint]


def _of_one(metric: Metric, definitions: Definitions) -> list[str]:
    known_tables = tables() | relations().keys()
    told = [f"reads {name!r}, which is neither a table nor a relation" for name in sorted(named(metric.sql) - known_tables)]
    told += [f"needs {name!r}, which is no table of reports" for name in metric.needs if name not in {*definitions.tables, *OTHER_NEEDS}]
    unknown = [(kind, key) for kind, key in _names(metric.sql) if not _is_known(kind, key, definitions)]
    told += [f"names {kind} {key!r}, which is not in vocabulary.csv" for kind, key in unknown]
    told += [f"{word!r} is understood by one database only" for word in _unportable(metric.sql)]
    told += [] if f"theme_{metric.theme}" in definitions.messages else [f"theme {metric.theme!r} has no message"]
    return [f"metric {metric.key}: {each}" for each in told]


def _names(sql: str) -> list[tuple[str, str]]:
    """(table, line or column; the key it is compared with) wherever a SELECT does so."""
    return [(kind, key) for kind, text in _COMPARED.findall(sql) for key in _TEXT.findall(text)]


def _is_known(kind: str, key: str, definitions: Definitions) -> bool:
    coded = kind == "line" and _CODE.fullmatch(key) is not None
    return coded or (kind, key) in definitions.vocabulary


def _unportable(sql: str) -> list[str]:
    return _NOT_PORTABLE.findall(sql)

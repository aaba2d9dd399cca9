"""Reads data/definitions and resolves every name: the nouns of the field as one Definitions object."""

import csv
import re
import tomllib
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from core.errors import DefinitionError
from core.names import fold

FOLDER = Path(__file__).resolve().parent.parent / "data" / "definitions"
_WITHOUT_PAGES = (("at_page", "at_place"), ("printed_page", "printed_place"))
ROW_KINDS = {"two_sided", "functional", "economic", "three_public"}


@dataclass(frozen=True)
class Column:
    """A column of a table: its key, the folded names it is printed under, and the side it belongs to ("" for both).

    `leaf`: its name stands for it only as the lowest heading; higher up it is a mere band over other columns.
    """

    key: str
    names: tuple[str, ...]
    side: str = ""
    leaf: bool = False


@dataclass(frozen=True)
class TableLine:
    """A named line of a table.  `children`: lines that may follow it as its parts."""

    key: str
    names: tuple[str, ...]
    total: bool = False
    children: tuple[str, ...] = ()


@dataclass(frozen=True)
class TableDefinition:
    """One table of the set: names, what its rows are, its columns and lines.  `only_beside`: see variants/sichuan.toml."""

    key: str
    title: str
    names: tuple[str, ...]
    rows: str
    columns: tuple[Column, ...]
    lines: tuple[TableLine, ...] = ()
    sides: dict[str, tuple[str, ...]] = field(default_factory=dict)
    required: bool = False
    economic_columns: bool = False
    only_beside: str = ""

    @cached_property
    def column_keys(self) -> dict[tuple[str, str], str]:
        """(side, folded name) → column key; a column without side stands under every side."""
        sides = ["", *self.sides]
        return {(side, name): column.key for column in self.columns for name in column.names for side in sides if column.side in ("", side)}

    @cached_property
    def parent_keys(self) -> dict[tuple[str, str], str]:
        """As column_keys, for headings that have others below them."""
        leaves = {column.key for column in self.columns if column.leaf}
        return {name: key for name, key in self.column_keys.items() if key not in leaves}

    @cached_property
    def line_keys(self) -> dict[str, TableLine]:
        """Folded name → line."""
        return {name: line for line in self.lines for name in line.names}


@dataclass(frozen=True, eq=False)
class Definitions:
    """Every noun the program knows.  `titles`: (folded title, table key), longest first; `narrative`, `performance`: their files, by name.

    Two are equal only if they are the same object, so that what is compiled from one can be kept with it.
    """

    tables: dict[str, TableDefinition]
    titles: tuple[tuple[str, str], ...]
    money: dict[str, int]
    patterns: dict[str, re.Pattern[str]]
    words: dict[str, frozenset[str]]
    functional: dict[str, str]
    functional_classes: dict[str, str]
    economic: dict[str, str]
    economic_names: dict[str, str]
    identity: dict[str, object]
    regions: tuple[tuple[str, str], ...]
    vocabulary: dict[tuple[str, str], tuple[str, str]]
    messages: dict[str, dict[str, object]]
    narrative: dict[str, dict]
    performance: dict[str, dict]
    coverage: dict[str, dict]

    @cached_property
    def title_ends(self) -> frozenset[str]:
        """The characters titles end with: a line without any of them is no title."""
        return frozenset(name[-1] for name, _ in self.titles)

    def name(self, kind: str, key: str, language: str = "zh") -> str:
        """The name of a table, column, line or term in a language; the key itself when the vocabulary has none."""
        names = self.vocabulary.get((kind, key))
        return key if names is None else names[0 if language == "zh" else 1]

    def message(self, code: str, language: str = "zh", **details: object) -> str:
        """The sentence of a message code, filled with its details; it names the `locator` of a file without pages in place of the page.

        Raises DefinitionError for an unknown code.
        """
        if code not in self.messages:
            raise DefinitionError("unknown_message", found=code)
        text = str(self.messages[code][language])
        for of_page, of_place in _WITHOUT_PAGES if "locator" in details else ():
            text = text.replace(str(self.messages[of_page][language]), str(self.messages[of_place][language]))
        return text.format_map(_Details(details))

    def needs_person(self, code: str) -> bool:
        """Whether a problem of this code asks for a person."""
        return bool(self.messages.get(code, {}).get("needs_person"))


class _Details(dict):
    def __missing__(self, key: str) -> str:
        return "?"


@cache
def load(folder: Path = FOLDER) -> Definitions:
    """All definitions of a folder.  Raises DefinitionError when a file contradicts itself or another."""
    tables = _tables(folder)
    patterns = _toml(folder / "patterns.toml")
    classes = _rows(folder / "codes" / "functional_class.csv")
    economic = _codes(folder / "codes" / "economic.csv")
    return Definitions(
        tables=tables,
        titles=_titles(tables),
        money=patterns["money"],
        patterns={name: re.compile(text) for name, text in {**patterns["printed"], **patterns["folded"]}.items()},
        words={name: frozenset(map(fold, texts)) for name, texts in patterns["words"].items()},
        functional=_codes(folder / "codes" / "functional.csv"),
        functional_classes={fold(name): row["code"] for row in classes for name in [row["name"], *filter(None, row["also"].split("|"))]},
        economic=economic,
        economic_names={fold(name): code for code, name in reversed(economic.items())},
        identity=_toml(folder / "identity.toml"),
        regions=tuple((row["name"], row["code"]) for row in _rows(folder / "codes" / "region.csv")),
        vocabulary={(row["kind"], row["key"]): (row["name_zh"], row["name_en"]) for row in _rows(folder / "vocabulary.csv")},
        messages={code: entry for path in sorted(folder.glob("messages*.toml")) for code, entry in _toml(path).items()},
        narrative={path.stem: _toml(path) for path in sorted((folder / "narrative").glob("*.toml"))},
        performance={path.stem: _toml(path) for path in sorted((folder / "performance").glob("*.toml"))},
        coverage=_toml(folder / "coverage.toml"),
    )


def check(folder: Path = FOLDER) -> list[str]:
    """Every mistake of the definitions, a sentence each; [] when they hold."""
    try:
        definitions = load.__wrapped__(folder)
    except DefinitionError as error:
        return [str(error)]
    except (tomllib.TOMLDecodeError, re.error, KeyError, OSError) as error:
        return [f"{type(error).__name__}: {error}"]
    return [*_unknown_keys(definitions), *_ambiguous_names(definitions), *_incomplete_messages(definitions)]


def _unknown_keys(definitions: Definitions) -> list[str]:
    known = set(definitions.vocabulary)
    wanted = [("table", t.key) for t in definitions.tables.values()]
    wanted += [("line", line.key) for t in definitions.tables.values() for line in t.lines]
    wanted += [("column", column.key) for t in definitions.tables.values() for column in t.columns]
    return [f"{kind} {key!r} is not in vocabulary.csv" for kind, key in dict.fromkeys(wanted) if (kind, key) not in known]


def _ambiguous_names(definitions: Definitions) -> list[str]:
    mistakes, seen = [], {}
    for name, key in definitions.titles:
        if seen.setdefault(name, key) != key:
            mistakes.append(f"title {name!r} names both {seen[name]} and {key}")
    for table in definitions.tables.values():
        for kind, items in (("line", table.lines), ("column", table.columns)):
            owner: dict[tuple[str, str], str] = {}
            for item in items:
                for name in item.names:
                    place = (getattr(item, "side", ""), name)
                    if owner.setdefault(place, item.key) != item.key:
                        mistakes.append(f"{table.key}: {kind} name {name!r} names both {owner[place]} and {item.key}")
    return mistakes


def _incomplete_messages(definitions: Definitions) -> list[str]:
    return [
        f"message {code!r} lacks {language!r}"
        for code, entry in definitions.messages.items()
        for language in ("zh", "en")
        if not entry.get(language)
    ]


def _titles(tables: dict[str, TableDefinition]) -> tuple[tuple[str, str], ...]:
    named = [(name, table.key) for table in tables.values() if not table.only_beside for name in table.names]
    return tuple(sorted(named, key=lambda pair: -len(pair[0])))


def _tables(folder: Path) -> dict[str, TableDefinition]:
    entries = {entry["key"]: entry for entry in map(_toml, sorted((folder / "tables").glob("*.toml")))}
    for path in sorted((folder / "variants").glob("*.toml")):
        for addition in _toml(path).get("table", []):
            entries[addition["key"]] = _merged(entries, addition, path)
    in_order = sorted(entries.values(), key=lambda entry: (not entry.get("required", False), entry["form"]))
    return {entry["key"]: _table(entry) for entry in in_order}


def _merged(entries: dict, addition: dict, path: Path) -> dict:
    """A variant's table: additions to a base table, or a new table (`like` takes the columns and lines of another)."""
    base = entries.get(addition["key"])
    if base is None:
        like = entries.get(addition.get("like", ""), {})
        return {"column": like.get("column", []), "line": like.get("line", []), "side": like.get("side", {}), **addition}
    if set(addition) - {"key", "also", "column", "line"}:
        raise DefinitionError("variant_changes_base", where=path.name, found=addition["key"], expected="also, column, line")
    return {**base, **{name: [*base.get(name, []), *addition.get(name, [])] for name in ("also", "column", "line")}}


def _table(entry: dict) -> TableDefinition:
    if entry["rows"] not in ROW_KINDS:
        raise DefinitionError("unknown_rows", where=entry["key"], found=entry["rows"], expected=", ".join(sorted(ROW_KINDS)))
    return TableDefinition(
        key=entry["key"],
        title=entry["title"],
        names=_names(entry, "title"),
        rows=entry["rows"],
        columns=tuple(Column(c["key"], _names(c), c.get("side", ""), c.get("leaf", False)) for c in entry.get("column", [])),
        lines=tuple(TableLine(x["key"], _names(x), x.get("total", False), tuple(x.get("children", []))) for x in entry.get("line", [])),
        sides={side: tuple(map(fold, names)) for side, names in entry.get("side", {}).items()},
        required=entry.get("required", False),
        economic_columns=entry.get("columns") == "economic",
        only_beside=entry.get("only_beside", ""),
    )


def _names(entry: dict, first: str = "name") -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(fold, [entry[first], *entry.get("also", [])])))


def _toml(path: Path) -> dict:
    with path.open("rb") as file:
        return tomllib.load(file)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def _codes(path: Path) -> dict[str, str]:
    return {row["code"]: row["name"] for row in _rows(path)}

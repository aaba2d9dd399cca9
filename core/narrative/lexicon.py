"""The words of the narrative: data/definitions/narrative compiled once for each Definitions."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from core.definitions import Definitions
from core.errors import DefinitionError

_NAME = re.compile(r"\{([a-z_]+)\}")
_DEEPEST = 6


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Compiled expressions by `file.section.key`, and the files as they are.  `numbers`: printed unit → class."""

    patterns: Mapping[str, re.Pattern[str]]
    files: Mapping[str, Mapping[str, Mapping[str, object]]]

    def __getitem__(self, name: str) -> re.Pattern[str]:
        """The expression `file.section.key`.  Raises DefinitionError when there is none."""
        try:
            return self.patterns[name]
        except KeyError:
            raise DefinitionError("unknown_pattern", where="narrative", found=name) from None

    @lru_cache(maxsize=128)  # noqa: B019 - one lexicon lives as long as the program
    def section(self, name: str) -> dict[str, re.Pattern[str]]:
        """The expressions of `file.section` by key, in their order."""
        prefix = name + "."
        return {key.removeprefix(prefix): pattern for key, pattern in self.patterns.items() if key.startswith(prefix)}


@lru_cache(maxsize=4)
def lexicon(definitions: Definitions) -> Lexicon:
    """The lexicon of these definitions.  Raises DefinitionError for an expression that names an unknown one or does not compile."""
    files = definitions.narrative
    shared = {"ordinal": "|".join(files["outline"]["ordinal"].values()), "change": files["measures"]["change"]["verb"]}
    for sections in (files["measures"], files["outline"]):
        for entries in sections.values():
            shared = {**_texts(entries), **shared}
    patterns = {}
    for file, sections in files.items():
        nearer: dict[str, str] = dict(shared)
        for entries in reversed(sections.values()):
            nearer.update(_texts(entries))
        nearer.update({name: shared[name] for name in ("ordinal", "change")})
        for section, entries in sections.items():
            names = {**nearer, **_texts(entries)}
            for key, text in _texts(entries).items():
                patterns[f"{file}.{section}.{key}"] = _compiled(text, names, f"{file}.{section}.{key}")
    return Lexicon(patterns, files)


def _texts(entries: Mapping[str, object]) -> dict[str, str]:
    return {key: text for key, text in entries.items() if isinstance(text, str)}


def _compiled(text: str, names: Mapping[str, str], where: str) -> re.Pattern[str]:
    for _ in range(_DEEPEST):
        text = _NAME.sub(lambda name: _named(name.group(1), names, where), text)
    try:
        return re.compile(text)
    except re.error as error:
        raise DefinitionError("bad_pattern", where=where, found=str(error)) from error


def _named(name: str, names: Mapping[str, str], where: str) -> str:
    if name not in names:
        raise DefinitionError("unknown_pattern", where=where, found=name)
    return f"(?:{names[name]})"

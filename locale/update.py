"""Brings the catalogues up to date with the screens: read the source, merge, compile.  Prints what still lacks a translation.

    python locale/update.py          after adding or changing a sentence, and again after translating it

Needs Babel (requirements-dev.txt).  Exit code 1 while a sentence has no translation.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
ENGLISH = ROOT / "locale/en/LC_MESSAGES/juesuan.po"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 1)}  # Chinese has one form: the same sentence stands for both


def sources() -> list[Path]:
    """The files that hold sentences of the screens, in a fixed order."""
    return [ROOT / "app.py", *sorted((ROOT / "pages").rglob("*.py"))]


def extracted() -> Catalog:
    """Every sentence marked in the sources, with the files it is in; no translations."""
    found = Catalog(domain="juesuan", charset="utf-8")
    for path in filter(Path.exists, sources()):
        for _line, sentence, _comments, _context in extract_from_file("python", path, keywords=KEYWORDS):
            found.add(sentence, locations=[(path.relative_to(ROOT).as_posix(), None)])
    return found


def read(path: Path) -> Catalog:
    """The catalogue of a .po file."""
    with path.open("rb") as file:
        return read_po(file, locale="en", domain="juesuan")


def updated(catalogue: Catalog, found: Catalog) -> Catalog:
    """`catalogue` with exactly the sentences of `found`; translations are kept by sentence, never guessed from a similar one."""
    by = {"msgid_bugs_address": "", "last_translator": "Juesuan Lens", "language_team": "English"}
    merged = Catalog(locale="en", domain="juesuan", project="Juesuan Lens", version="1", charset="utf-8", fuzzy=False, **by)
    merged.creation_date, merged.revision_date = catalogue.creation_date, catalogue.revision_date
    merged.header_comment = catalogue.header_comment
    for message in filter(_is_sentence, found):
        known = catalogue.get(message.id[0] if message.pluralizable else message.id)
        same_form = known is not None and known.pluralizable == message.pluralizable
        merged.add(message.id, known.string if same_form else None, locations=message.locations)
    return merged


def untranslated(catalogue: Catalog) -> Iterator[str]:
    """The sentences without a translation, or without one of their plural forms."""
    for message in filter(_is_sentence, catalogue):
        forms = message.string if message.pluralizable else (message.string,)
        if not forms or not all(forms):
            yield message.id[0] if message.pluralizable else message.id


def _is_sentence(message: Message) -> bool:
    return bool(message.id)  # the empty one is the header


def main() -> int:
    merged = updated(read(ENGLISH), extracted())
    with ENGLISH.open("wb") as file:
        write_po(file, merged, sort_output=True, width=140)
    with ENGLISH.with_suffix(".mo").open("wb") as file:
        write_mo(file, merged)
    missing = list(untranslated(merged))
    for sentence in missing:
        print(f"no translation: {sentence}")
    print(f"{len(merged)} sentences, {len(missing)} without a translation")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())

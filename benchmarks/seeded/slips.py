"""What a hand does wrong to one printed figure."""

import itertools
import random


def slipped(printed: str, kind: str, lot: random.Random) -> str | None:
    """A figure with another `digit`, two neighbouring digits swapped (`swap`) or another `sign`; None where that cannot be."""
    if kind == "sign":
        return printed[1:] if printed.startswith("-") else "-" + printed
    digits = [at for at, character in enumerate(printed) if character.isdigit()]
    leading = digits[0] if printed[digits[0] + 1 : digits[0] + 2] not in ("", ".") else None
    text = list(printed)
    if kind == "digit":
        at = lot.choice(digits)
        text[at] = lot.choice([digit for digit in "0123456789" if digit != printed[at] and (digit != "0" or at != leading)])
        return "".join(text)
    pairs = [(one, other) for one, other in itertools.pairwise(digits) if printed[one] != printed[other]]
    pairs = [(one, other) for one, other in pairs if one != leading or printed[other] != "0"]
    if not pairs:
        return None
    one, other = lot.choice(pairs)
    text[one], text[other] = text[other], text[one]
    return "".join(text)

"""Numbers of a worksheet as its number formats print them: `1234.5` under `#,##0.00` is `1,234.50`."""

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

_DIGITS = 15  # significant digits a worksheet keeps
_SECTION = re.compile(r'"[^"]*"|\\.|!.|_.|\*.|\[[^\]]*\]|;|.', re.DOTALL)
_DATE = re.compile(r"[ymdhs]|AM/PM", re.IGNORECASE)
_SHOWN_IN_BRACKETS = re.compile(r"\[\$([^\]-]*)")  # a currency sign
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?[\d.]+)\]")
_HOLDS = {
    "<": Decimal.__lt__,
    ">": Decimal.__gt__,
    "<=": Decimal.__le__,
    ">=": Decimal.__ge__,
    "=": Decimal.__eq__,
    "<>": Decimal.__ne__,
}
# The formats that are known by number only.
BUILT_IN = {
    **{1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 37: "#,##0;-#,##0", 38: "#,##0;-#,##0"},
    **{39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00", 41: '#,##0;-#,##0;"-"', 42: '#,##0;-#,##0;"-"'},
    **{43: '#,##0.00;-#,##0.00;"-"??', 44: '#,##0.00;-#,##0.00;"-"??'},
    **dict.fromkeys((14, 15, 16, 17, 22, *range(27, 37), *range(50, 59)), "yyyy-mm-dd"),
    **dict.fromkeys((18, 19, 20, 21, 45, 46, 47), "h:mm"),
}


def is_date(code: str) -> bool:
    """Whether a format prints dates or times."""
    plain = "".join(piece for piece in _SECTION.findall(code) if len(piece) == 1)
    return bool(_DATE.search(plain.replace("General", "")))


def printed_number(number: str, code: str) -> str:
    """The number (as the file writes it) as the format prints it; in full where the format says nothing.

    Raises ValueError for what is no number.
    """
    try:
        amount = +Decimal(number).normalize() if len(number) <= _DIGITS else _as_shown(Decimal(number))
    except InvalidOperation as error:
        raise ValueError(number) from error
    if not amount.is_finite():
        raise ValueError(number)
    section, magnitude, signed = _section_for(amount, _sections(code))
    if section is None:
        return _plain(amount)
    text = _filled(magnitude, section)
    return "-" + text if signed and any(digit in "123456789" for digit in text) else text


def _as_shown(amount: Decimal) -> Decimal:
    """The nearest number of as many digits as a worksheet keeps: what is stored in binary is shown so."""
    return Decimal(f"{amount:.{_DIGITS - 1}e}").normalize() if amount else amount


def _plain(amount: Decimal) -> str:
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[tuple[str, ...], ...]:
    """The sections of a format as pieces: single placeholders, literals, what is in brackets."""
    sections: list[list[str]] = [[]]
    for piece in _SECTION.findall(code):
        if piece == ";":
            sections.append([])
        else:
            sections[-1].append(piece)
    return tuple(map(tuple, sections))


def _section_for(amount: Decimal, sections: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...] | None, Decimal, bool]:
    """The section for a number, the number it prints, and whether a minus stands before it; no section: the number in full."""
    conditions = [next((_CONDITION.match(p) for p in section if _CONDITION.match(p)), None) for section in sections]
    if any(conditions):
        for section, condition in zip(sections, conditions, strict=True):
            if condition is None or _HOLDS[condition.group(1)](amount, Decimal(condition.group(2))):
                return _worded(section), abs(amount), amount < 0
        return None, amount, False
    if amount < 0 and len(sections) > 1:
        return _worded(sections[1]) if sections[1] else (), -amount, False
    if amount == 0 and len(sections) > 2:
        return _worded(sections[2]) if sections[2] else (), amount, False
    return _worded(sections[0]), abs(amount), amount < 0


def _worded(section: tuple[str, ...]) -> tuple[str, ...] | None:
    """The section, or None where it is the general format."""
    joined = "".join(section).lower()
    return None if not joined or "general" in joined or joined == "@" or "/" in joined or "e+" in joined or "e-" in joined else section


def _filled(amount: Decimal, section: tuple[str, ...]) -> str:
    whole, _, decimals = _split(section)
    places = sum(piece in "0#?" for piece in decimals if len(piece) == 1)
    scale = section.count("%") * 2 - 3 * _trailing_commas(section)
    rounded = amount.scaleb(scale).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    before, _, after = f"{rounded:f}".partition(".")
    return _whole_part(before, whole) + _decimal_part(after, decimals)


def _split(section: tuple[str, ...]) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
    if "." not in section:
        return section, "", ()
    at = section.index(".")
    return section[:at], ".", section[at + 1 :]


def _trailing_commas(section: tuple[str, ...]) -> int:
    """Commas behind the last placeholder: each divides by a thousand."""
    last = max((at for at, piece in enumerate(section) if piece in ("0", "#", "?")), default=-1)
    count = 0
    while last >= 0 and last + 1 + count < len(section) and section[last + 1 + count] == ",":
        count += 1
    return count


def _whole_part(digits: str, pieces: tuple[str, ...]) -> str:
    """The digits put into the placeholders from the right; literals between them stay where they are."""
    digits = digits.lstrip("0")
    places = [at for at, piece in enumerate(pieces) if piece in ("0", "#", "?")]
    grouped = bool(places) and "," in pieces[places[0] : places[-1]]
    if grouped:
        least = sum(pieces[at] == "0" for at in places)
        digits = f"{int(digits or 0):,}" if digits or least else ""
        head, tail = ("".join(map(_literal, part)) for part in (pieces[: places[0]], pieces[places[-1] + 1 :]))
        return head + digits + tail
    written: list[str] = []
    for at in range(len(pieces) - 1, -1, -1):
        if at not in places:
            written.append(_literal(pieces[at]))
        elif at == places[0]:
            written.append(digits or ("0" if pieces[at] == "0" else ""))
        else:
            written.append(digits[-1:] or ("0" if pieces[at] == "0" else ""))
            digits = digits[:-1]
    return "".join(reversed(written))


def _decimal_part(digits: str, pieces: tuple[str, ...]) -> str:
    if not pieces:
        return ""
    kept = len(digits.rstrip("0"))
    text, used = "", 0
    for piece in pieces:
        if piece in ("0", "#", "?"):
            text += digits[used] if used < kept or piece == "0" else ""
            used += 1
        else:
            text += _literal(piece)
    return ("." if text[:1].isdigit() else "") + text


def _literal(piece: str) -> str:
    """What a piece of a format prints that is no placeholder."""
    if len(piece) > 1:
        if piece[0] == '"':
            return piece[1:-1]
        if piece[0] in "\\!":
            return piece[1]
        currency = _SHOWN_IN_BRACKETS.match(piece)
        return currency.group(1) if currency else ""
    return "" if piece in ",?#" else piece

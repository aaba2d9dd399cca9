"""Printed amounts: "1,234.56" · "—" · full-width digits → fen and precision, and back to text.  No float anywhere."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，－＋（）％", "0123456789.,-+()%")
_DIGIT = re.compile(r"\d")
_MINUS = re.compile(r"^[-−–—－△▲]\s*(?=[\d.])")  # a triangle too is a minus, in accounts
_PLAIN = re.compile(r"-?\d+(?:\.\d+)?|-?\.\d+")
_GROUPED = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_BLANK_BETWEEN_DIGITS = re.compile(r"(?<=\d)[ \u00a0\u2009\u202f\u3000]+(?=\d)")
_GROUPED_BY_BLANKS = re.compile(r"-?\d{1,3}(?: \d{3})+(?:\.\d+)?")
_MOST_DECIMALS = 10  # a fen in hundreds of millions of yuan
_AS_USUAL = re.compile(r"-?[0-9][0-9,]*(?:\.[0-9]+)?")
_BRACKETED = re.compile(r"\(\s*([\d,. ]+)\s*\)")
_LINE_BREAK = re.compile(r"\s*\n\s*")
_BLANKS = re.compile(r"\s+")
_BLANKS_AROUND = re.compile(r"\s*([.,])\s*")
_LETTER_SPACED = re.compile(r"-?[\d.,](?: [\d.,])+")


_MOST_FEN = 10**17  # a thousand trillion yuan; what prints more is no amount, and the store could not hold it


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of money and the value of its last printed digit, both in fen."""

    fen: int
    precision_fen: int


@lru_cache(maxsize=1 << 16)
def number_text(printed: str) -> str | None:
    """The bare decimal number a cell prints, e.g. `-1234.56`, or None if the text is not one number.

    Full-width digits, thousands separators (also blanks in groups of three, or every character spaced), line breaks inside a
    number and a bracketed negative are understood.  Dashes, blanks and words are not numbers.
    """
    if not _DIGIT.search(printed):
        return None
    text = printed.strip()
    if not _AS_USUAL.fullmatch(text):
        text = _tidied(text)
    if _BLANK_BETWEEN_DIGITS.search(text):
        text = _BLANKS.sub(" ", text)
        if not _GROUPED_BY_BLANKS.fullmatch(text):
            return None
        text = text.replace(" ", "")
    if _PLAIN.fullmatch(text):
        return text
    return text.replace(",", "") if _GROUPED.fullmatch(text) else None


def _tidied(text: str) -> str:
    """Half-width, the sign in front, without line breaks and without blanks around points and commas."""
    text = _MINUS.sub("-", text.translate(_FULL_WIDTH))
    bracketed = _BRACKETED.fullmatch(text)
    if bracketed:
        text = "-" + bracketed.group(1)
    text = _LINE_BREAK.sub("", text)
    return text.replace(" ", "") if _LETTER_SPACED.fullmatch(text) else _BLANKS_AROUND.sub(r"\1", text)


def parse(printed: str, fen_per_unit: int) -> Amount | None:
    """The amount a cell prints in a unit worth `fen_per_unit` fen; None if it is not one number, or finer than a fen, or beyond belief."""
    text = number_text(printed)
    if text is None:
        return None
    whole, _, decimals = text.partition(".")
    scale = 10 ** len(decimals)
    digits = int(whole.lstrip("-") + decimals or "0")
    if digits * fen_per_unit % scale or digits * fen_per_unit // scale > _MOST_FEN:
        return None
    sign = -1 if text.startswith("-") else 1
    return Amount(sign * digits * fen_per_unit // scale, max(1, fen_per_unit // scale))


def format_amount(fen: int, fen_per_unit: int, decimals: int = 2) -> str:
    """The amount as text with thousands separators, rounded half up from the exact value (screens only, never exports of printed text)."""
    scaled = abs(fen) * 10**decimals
    units = (scaled + fen_per_unit // 2) // fen_per_unit
    whole, part = divmod(units, 10**decimals)
    sign = "-" if fen < 0 and units else ""
    return f"{sign}{whole:,}" + (f".{part:0{decimals}d}" if decimals else "")


def told_amount(fen: int, fen_per_unit: int, decimals: int = 2) -> str:
    """As `format_amount`, but what is not zero never looks like zero: it gets the decimals its first digit needs, ten at most.

    Also for shares: `told_amount(100 * part, whole)` is the percentage.
    """
    while fen and decimals < _MOST_DECIMALS and not rounds_to_something(fen, fen_per_unit, decimals):
        decimals += 1
    return format_amount(fen, fen_per_unit, decimals)


def rounds_to_something(fen: int, fen_per_unit: int, decimals: int = 2) -> bool:
    """Whether an amount still shows a digit that is not zero, rounded half up to these decimals."""
    return 2 * abs(fen) * 10**decimals >= fen_per_unit


def rounded(exact: Decimal, decimals: int = 2, most: int = 6) -> Decimal:
    """A number half up to these decimals, or to as many up to `most` as it needs not to look like zero."""
    while exact and decimals < most and not exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):
        decimals += 1
    return exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)

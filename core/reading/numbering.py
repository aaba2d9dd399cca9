"""Numbers that Word puts before paragraphs by itself: they are in no text, and headings are told by them."""

import re
from collections.abc import Callable

from lxml import etree

from core.reading.office_words import NUMERALS
from core.reading.package import child, name, value

_LEVEL = re.compile(r"%(\d)")
_DIGITS, _FORMAL = NUMERALS["digits"], NUMERALS["formal"]
_TEN, _HUNDRED = NUMERALS["ten"], NUMERALS["hundred"]
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"),
          (4, "iv"), (1, "i"))  # fmt: skip


class Numbering:
    """Counts through a document.  `root`: the part numbering.xml, or None where there is none."""

    def __init__(self, root: etree._Element | None) -> None:
        self._lists: dict[str, str] = {}
        self._levels: dict[str, dict[int, etree._Element]] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()
        for element in root if root is not None else ():
            if name(element) == "abstractNum":
                levels = {_level(level): level for level in element if name(level) == "lvl"}
                self._levels[value(element, "abstractNumId") or ""] = levels
            elif name(element) == "num":
                self._add_list(element)

    def _add_list(self, element: etree._Element) -> None:
        number = value(element, "numId") or ""
        self._lists[number] = value(child(element, "abstractNumId")) or ""
        for override in element:
            start = value(child(override, "startOverride"))
            if start and start.isdigit():
                self._starts[number, _level(override)] = int(start)

    def prefix(self, number: str, level: int) -> str:
        """What stands before the next paragraph of this list and level, "" for bullets and unknown lists."""
        kind = self._lists.get(number, "")
        levels = self._levels.get(kind, {})
        if level not in levels:
            return ""
        counts = self._counts.setdefault(kind, {})
        if number not in self._begun:
            self._begun.add(number)
            for (owner, begun), start in self._starts.items():
                if owner == number:
                    counts[begun] = start - 1
        counts[level] = counts.get(level, _start(levels[level]) - 1) + 1
        for lower in [each for each in counts if each > level]:
            del counts[lower]
        return self._written(levels, level, counts)

    def _written(self, levels: dict[int, etree._Element], level: int, counts: dict[int, int]) -> str:
        own = levels[level]
        if value(child(own, "numFmt")) == "bullet":
            return ""
        plain = child(own, "isLgl") is not None

        def counted(found: re.Match[str]) -> str:
            at = int(found.group(1)) - 1
            if at not in levels:
                return ""
            kind = "decimal" if plain else value(child(levels[at], "numFmt")) or "decimal"
            return spelled(counts.get(at, _start(levels[at])), kind)

        text = _LEVEL.sub(counted, value(child(own, "lvlText")) or "")
        return text + ("" if value(child(own, "suff")) == "nothing" or not text else " ")


def _start(level: etree._Element) -> int:
    start = value(child(level, "start"))
    return int(start) if start and start.isdigit() else 1


def spelled(count: int, kind: str) -> str:
    """A count in one of Word's number formats; as plain digits in those not known here."""
    if kind == "none":
        return ""
    return _SPELLED.get(kind, str)(count)


def _chinese(count: int) -> str:
    """Up to 999 in the usual way; larger ones digit by digit."""
    if not 0 < count < 1000:
        return _by_digit(count)
    hundreds, rest = divmod(count, 100)
    tens, ones = divmod(rest, 10)
    text = _DIGITS[hundreds] + _HUNDRED if hundreds else ""
    if tens:
        text += (_DIGITS[tens] if tens > 1 or hundreds else "") + _TEN
    elif hundreds and ones:
        text += _DIGITS[0]
    return text + (_DIGITS[ones] if ones else "")


def _by_digit(count: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(count))


def _formal(count: int) -> str:
    return "".join(_FORMAL[int(digit)] for digit in str(count))


def _letters(count: int) -> str:
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)


def _roman(count: int) -> str:
    text = ""
    for worth, letters in _ROMAN:
        times, count = divmod(count, worth)
        text += letters * times
    return text


def _circled(count: int) -> str:
    return chr(0x2460 + count - 1) if 1 <= count <= 20 else str(count)


_SPELLED: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(("chineseCounting", "chineseCountingThousand", "japaneseCounting"), _chinese),
    **dict.fromkeys(("taiwaneseCounting", "taiwaneseCountingThousand"), _chinese),
    **dict.fromkeys(("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"), _by_digit),
    **dict.fromkeys(("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"), _formal),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _circled),
    "lowerLetter": _letters,
    "upperLetter": lambda count: _letters(count).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
    "decimalZero": lambda count: f"{count:02d}",
    "decimalFullWidth": lambda count: str(count).translate({0x30 + digit: 0xFF10 + digit for digit in range(10)}),
    "decimalEnclosedParen": lambda count: f"({count})",
}  # fmt: skip


def _level(element: etree._Element) -> int:
    """The level an element is of; the first where it is none that can be counted."""
    level = value(element, "ilvl") or ""
    return int(level) if level.isdigit() else 0

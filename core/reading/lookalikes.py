"""Characters that look right and are wrong: radicals in place of ideographs, compatibility forms, hyphens and symbol fonts.

Only these are repaired; full-width digits and punctuation are left as printed.
"""

import unicodedata

# Radicals Unicode itself gives no equivalent for, met in fonts of office software: radical → ideograph.
_RADICALS = {0x2ED4: 0x95E8, 0x2ECB: 0x8F66}
# Line-end hyphens as PDFium marks them.
_HYPHENS = {0x02: "-", 0xFFFE: "-", 0x00AD: "-"}
_RANGES = ((0x2E80, 0x2FE0), (0xF900, 0xFB00), (0x2F800, 0x2FA20))


def _repairs() -> dict[str, str]:
    repairs = {}
    for start, end in _RANGES:
        for code in range(start, end):
            plain = unicodedata.normalize("NFKC", chr(code))
            if plain != chr(code) and len(plain) == 1:
                repairs[chr(code)] = plain
    repairs.update({chr(code): chr(plain) for code, plain in _RADICALS.items()})
    repairs.update({chr(code): plain for code, plain in _HYPHENS.items()})
    return repairs


_REPAIRS = str.maketrans(_repairs())
_ODD = frozenset(map(chr, _REPAIRS))


def repaired(text: str) -> str:
    """The text with look-alikes put right, each character in its place."""
    return text if _ODD.isdisjoint(text) else text.translate(_REPAIRS)

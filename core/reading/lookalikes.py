"""Characters that look right and are wrong: radicals in place of ideographs, compatibility forms, symbol fonts, line-end hyphens.

Only these are repaired; full-width digits and punctuation are left as printed.
"""

import unicodedata

UNREADABLE = "\ufffd"

# Radicals without an equivalent in Unicode's normal forms: radical, then the ideograph it looks like.
_RADICALS = """
2e81 5382 2e84 4e59 2e85 4ebb 2e87 51e0 2e89 5202 2e8a 535c 2e8c 5c0f 2e8d 5c0f 2e92 5df3 2e93 5e7a 2e95 5f50 2e96 5fc4 2e98 624c 2e99 6535
2e9c 65e5 2e9d 6708 2ea0 6c11 2ea1 6c35 2ea3 706c 2ea6 4e2c 2ea7 725b 2ea8 72ad 2ea9 738b 2eaa 758b 2eab 76ee 2eac 793a 2ead 793b 2eae 7af9
2eaf 7cf9 2eb0 7e9f 2eb6 7f8a 2eb9 8002 2ebb 807f 2ebd 81fc 2ebe 8279 2ebf 8279 2ec0 8279 2ec1 864e 2ec2 8864 2ec4 897f 2ec5 89c1 2ec6 89d2
2ec8 8ba0 2ec9 8d1d 2eca 8db3 2ecb 8f66 2ecc 8fb6 2ecd 8fb6 2ecf 961d 2ed0 9485 2ed1 9577 2ed3 957f 2ed4 95e8 2ed6 961d 2ed7 96e8 2ed8 9752
2ed9 97e6 2eda 9875 2edb 98ce 2edc 98de 2edd 98df 2ee0 9963 2ee2 9a6c 2ee3 9aa8 2ee4 9b3c 2ee5 9c7c 2ee6 9e1f 2ee7 5364 2ee8 9ea6 2ee9 9ec4
2eea 9efe 2eec 9f50 2eee 9f7f 2ef0 9f99
"""
# Signs of symbol fonts, which lie in the private use area: bullets, ticks and boxes.
_SYMBOLS = "f0b7 2022 f06c 25cf f06e 25a0 f0a7 25aa f0d8 27a2 f0fc 2713 f0fe 2611 f052 2611 f0a8 25a1 f0a3 25a1 f020 0020"
_HYPHENS = "0002 002d fffe 002d 00ad 002d"
_RANGES = ((0x2E80, 0x2FE0), (0xF900, 0xFB00), (0x2F800, 0x2FA20))


def _repairs() -> dict[int, str]:
    repairs = {}
    for start, end in _RANGES:
        for code in range(start, end):
            plain = unicodedata.normalize("NFKC", chr(code))
            if plain != chr(code) and len(plain) == 1:
                repairs[code] = plain
    repairs.update({code: UNREADABLE for code in range(0x20) if chr(code) not in "\t\n\r"})
    pairs = [int(code, 16) for code in (_RADICALS + _SYMBOLS + " " + _HYPHENS).split()]
    repairs.update({code: chr(plain) for code, plain in zip(pairs[::2], pairs[1::2], strict=True)})
    return repairs


_REPAIRS = _repairs()
_ODD = frozenset(map(chr, _REPAIRS))

_MARK = chr(0x3001)
_NOT_ONE = (f"-{_MARK}", f"{chr(0x4E00)}{_MARK}")  # a dash before the mark of an enumeration, to text recognition: the numeral one


def recognised_repaired(text: str) -> str:
    """What text recognition read, `repaired` and with its numerals."""
    return repaired(text).replace(*_NOT_ONE)


def repaired(text: str) -> str:
    """The text with look-alikes put right and control characters marked unreadable, each in its place."""
    return text if _ODD.isdisjoint(text) else text.translate(_REPAIRS)

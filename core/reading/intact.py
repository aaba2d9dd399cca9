"""Is a PDF whole inside?  Asked of its bytes, because the PDF library shows what it can of a damaged file and says nothing.

Packed streams carry a checksum.  One that does not unpack to its end, or whose checksum differs, was damaged on the way, and the page or
the font it holds may lack words or print others.  Pictures are left out: their figures are not read from the file's text.
"""

import base64
import re
import zlib
from dataclasses import dataclass

_BEGIN, _END = b"stream", b"endstream"
_HEAD = 600  # bytes before a stream in which the dictionary that describes it stands
_MOST = 64 << 20  # bytes of one stream that are unpacked to be looked at
_CHECKSUM = 4
_UNCHECKED = (b"", bytes(_CHECKSUM))  # what programs write that make no checksum
_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
_NEEDED = re.compile(rb"/(?:Contents|ToUnicode|FontFile[23]?)\s*((?:\[[\d\sR]*\])|(?:\d+\s+\d+\s+R\b))")
_REFERENCE = re.compile(rb"(\d+)\s+\d+\s+R\b")
_OBJECT = re.compile(rb"(?<!\d)(\d+)\s+\d+\s+obj\b")
_BODY = re.compile(rb"(?<!\d)(\d+)\s+\d+\s+obj\b(.*?)(?=\bendobj\b|(?<!\d)\d+\s+\d+\s+obj\b)", re.DOTALL)
_ROOT, _TREE = re.compile(rb"/Root\s+(\d+)\s"), re.compile(rb"/Pages\s+(\d+)\s")
_KIDS = re.compile(rb"/Kids\s*\[([^\]]*)\]")
_LISTED = re.compile(rb"[\d\s]*")


@dataclass(frozen=True, slots=True)
class Inside:
    """How many parts of a file were looked at, how many of them are damaged or lost, and how many pages are in it that it does not show."""

    parts: int = 0
    broken: int = 0
    hidden: int = 0

    def __add__(self, other: "Inside") -> "Inside":
        return Inside(self.parts + other.parts, self.broken + other.broken, self.hidden + other.hidden)


WHOLE = Inside()


def look_inside(data: bytes, shown: int) -> Inside:
    """What the bytes of a PDF of `shown` pages tell of its wholeness; nothing of an encrypted one, whose bytes tell nothing."""
    if b"/Encrypt" in data:
        return WHOLE
    outside, streams = _taken_apart(data)
    parts = broken = 0
    texts = [outside]
    for head, body in streams:
        unpacked = _unpacked(body, b"ASCII85Decode" in head)
        parts, broken = parts + 1, broken + (unpacked is None)
        if unpacked and b"/ObjStm" in head:
            texts.append(unpacked)
    # Pages of former versions stay in a file too: only those that hang in its tree are hidden.
    written = sum(len(_PAGE.findall(text)) for text in texts)
    hidden = max(0, _pages_in_tree(texts) - shown) if written > shown else 0
    return Inside(parts, broken + _lost(texts), hidden)


def _taken_apart(data: bytes) -> tuple[bytes, list[tuple[bytes, bytes]]]:
    """All bytes outside streams, and dictionary and bytes of every packed stream that is no picture."""
    outside, streams, after = [], [], 0
    while (at := data.find(_BEGIN, after)) >= 0:
        outside.append(data[after:at])
        head = data[max(after, at - _HEAD) : at]
        head = head[head.rfind(b" obj") :]
        start, after = at + len(_BEGIN), data.find(_END, at)
        body = data[start : after if after >= 0 else len(data)].removeprefix(b"\r").removeprefix(b"\n")
        if head.startswith(b" obj") and b"/FlateDecode" in head and b"/Image" not in head:
            streams.append((head, body))
        after = after + len(_END) if after >= 0 else len(data)
    outside.append(data[after:])
    return b"\n".join(outside), streams


def _unpacked(body: bytes, as_text: bool) -> bytes | None:
    """The unpacked stream, its beginning where it is very long; None of one that is damaged."""
    try:
        packed = base64.a85decode(body.strip().removesuffix(b"~>")) if as_text else body
        # The checksum is looked at apart: some programs leave it out.
        reader = zlib.decompressobj(-zlib.MAX_WBITS)
        unpacked = reader.decompress(packed[2:], _MOST)
    except (zlib.error, ValueError):
        return None
    if reader.eof:
        checksum = reader.unused_data[:_CHECKSUM]
        return unpacked if checksum.strip() in _UNCHECKED or checksum == zlib.adler32(unpacked).to_bytes(_CHECKSUM) else None
    return unpacked if reader.unconsumed_tail else None


def _lost(texts: list[bytes]) -> int:
    """How many contents of pages, and fonts, are named but nowhere in the file."""
    there = {number for text in texts[:1] for number in _OBJECT.findall(text)}
    there.update(number for text in texts[1:] for number in _LISTED.match(text).group().split()[::2])
    named = {number for text in texts for match in _NEEDED.findall(text) for number in _REFERENCE.findall(match)}
    return len(named - there)


def _pages_in_tree(texts: list[bytes]) -> int:
    """How many pages hang in the tree of pages, whatever number the file writes beside them; 0 where that cannot be told."""
    bodies = dict(_BODY.findall(texts[0]))
    for text in texts[1:]:
        bodies |= _listed_bodies(text)
    roots = [bodies[number] for number in _ROOT.findall(texts[0]) if number in bodies]
    tree = _TREE.search(roots[-1]) if roots else None
    waiting, seen, pages = [tree.group(1)] if tree else [], set(), 0
    while waiting:
        number = waiting.pop()
        kids = _KIDS.search(bodies.get(number, b""))
        if kids and number not in seen:
            waiting += _REFERENCE.findall(kids.group(1))
        elif number not in seen:
            pages += bool(_PAGE.search(bodies.get(number, b"")))
        seen.add(number)
    return pages


def _listed_bodies(text: bytes) -> dict[bytes, bytes]:
    """Number → body of the objects in a stream of objects, which begins with the number and the place of each."""
    listed = _LISTED.match(text)
    numbers = listed.group().split()
    first = listed.end()
    places = [first + int(place) for place in numbers[1::2]]
    return {number: text[start:end] for number, start, end in zip(numbers[::2], places, [*places[1:], len(text)], strict=False)}

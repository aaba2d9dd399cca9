"""What is inside a zip archive, read as streams and never unpacked to a path the archive names.

No number of the archive's own headers is believed: sizes are counted while unpacking, so an archive that unpacks to 100 GB stops early.
"""

import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from core.errors import ReportError

MOST_FILES = 20_000
MOST_BYTES = 4 << 30
MOST_BYTES_A_FILE = 1 << 30
MOST_RATIO = 200
FREE_OF_RATIO = 32 << 20

_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA}
# What a damaged archive makes the standard library raise (struct and values from headers, the others from packed data).
_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, ValueError, OverflowError, RuntimeError)
_NAME_IS_UTF8 = 0x800
_ENCRYPTED = 0x1


class Budget:
    """How many bytes may still be unpacked from an archive and all archives inside it."""

    def __init__(self, left: int = MOST_BYTES) -> None:
        self.left = left


@dataclass(frozen=True)
class Member:
    """A file of an archive: its path there (`/` between folders), and a message code where it cannot be read."""

    path: str
    reason: str
    archive: zipfile.ZipFile
    info: zipfile.ZipInfo
    budget: Budget

    def open(self) -> "Unpacked":
        """The unpacked bytes as a stream, while the archive is open."""
        return Unpacked(self)


class Unpacked:
    """A stream of one member that counts what it gives.  `read` raises ReportError zip_damaged · zip_too_large."""

    def __init__(self, member: Member) -> None:
        self._member = member
        self._given = 0
        self._most = _most_bytes(member.info)
        self._stream: BinaryIO | None = None

    def __enter__(self) -> "Unpacked":
        try:
            self._stream = self._member.archive.open(self._member.info)
        except (*_BROKEN, OSError) as error:
            raise ReportError("zip_damaged", where=self._member.path) from error
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def seekable(self) -> bool:
        """Never: going back would unpack again."""
        return False

    def read(self, size: int) -> bytes:
        """The next bytes, at most `size`; b"" at the end."""
        try:
            chunk = self._stream.read(size)
        except (*_BROKEN, OSError) as error:
            raise ReportError("zip_damaged", where=self._member.path) from error
        self._given += len(chunk)
        self._member.budget.left -= len(chunk)
        if self._given > self._most or self._member.budget.left < 0:
            raise ReportError("zip_too_large", where=self._member.path)
        return chunk


def members(stream: BinaryIO, budget: Budget) -> Iterator[Member]:
    """The files of an archive in the order of their paths, folders left out.

    Raises ReportError zip_damaged · zip_too_many.
    """
    try:
        archive = zipfile.ZipFile(stream)
    except _BROKEN as error:
        raise ReportError("zip_damaged") from error
    with archive:
        infos = archive.infolist()
        if len(infos) > MOST_FILES:
            raise ReportError("zip_too_many", found=len(infos), expected=MOST_FILES)
        for path, info in sorted(((path_of(info), info) for info in infos), key=lambda pair: pair[0]):
            if not path.endswith("/"):
                yield Member(path, _reason(path, info), archive, info, budget)


def path_of(info: zipfile.ZipInfo) -> str:
    """The path of a member as it was meant: UTF-8, else the Chinese encoding old programs write without saying so; `/` between folders."""
    name = info.orig_filename
    if not info.flag_bits & _NAME_IS_UTF8:
        name = _decoded(name)
    return name.split("\0")[0].replace("\\", "/")


def _decoded(name: str) -> str:
    """A name the standard library read as code page 437."""
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name


def _reason(path: str, info: zipfile.ZipInfo) -> str:
    """Why a member is refused before it is opened, or ""."""
    if path.startswith("/") or path[1:2] == ":" or ".." in path.split("/"):
        return "zip_path_outside"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "zip_link"
    if info.flag_bits & _ENCRYPTED:
        return "zip_encrypted"
    return "" if info.compress_type in _METHODS else "zip_method"


def _most_bytes(info: zipfile.ZipInfo) -> int:
    """How much one member may give: a page of a report never packs by hundreds to one."""
    return min(MOST_BYTES_A_FILE, max(FREE_OF_RATIO, info.compress_size * MOST_RATIO))

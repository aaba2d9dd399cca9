"""Office packages (.docx, .xlsx): XML parts in a zip archive, unpacked and parsed with limits, whatever the archive says of itself."""

import io
import posixpath
from pathlib import Path
from typing import BinaryIO

from lxml import etree

from core.errors import ReportError
from core.reading import zips

LARGEST_PART = 64 << 20
LARGEST_PACKAGE = 256 << 20
_CHUNK = 1 << 20
_LIMITS = {"zip_too_large", "zip_too_many"}


class Package:
    """The XML parts of a package, by path.  Pictures and other files are not unpacked.

    Raises ReportError damaged · encrypted · too_large_inside.
    """

    def __init__(self, source: Path | bytes) -> None:
        self._parts = _read(source)

    @property
    def main(self) -> str:
        """The path of the main part (the document or the workbook), "" where the archive is no office file."""
        return self.related("", "officedocument") or next((path for path in _USUAL if path in self._parts), "")

    def has(self, path: str) -> bool:
        """Whether the part is there."""
        return path.lower() in self._parts

    def root(self, path: str) -> etree._Element:
        """The parsed part.  Raises ReportError damaged."""
        if not self.has(path):
            raise ReportError("damaged", where=path)
        return parsed(self._parts[path.lower()], path)

    def data(self, path: str) -> BinaryIO:
        """The part as a stream, for large ones.  Raises ReportError damaged."""
        if not self.has(path):
            raise ReportError("damaged", where=path)
        return io.BytesIO(self._parts[path.lower()])

    def related(self, path: str, kind: str) -> str:
        """The path of the part that `path` names as its `kind` (end of the relation's type, small letters), or "" ."""
        return next((target for ending, target in self.relations(path).values() if ending == kind), "")

    def relations(self, path: str) -> dict[str, tuple[str, str]]:
        """Relation → (kind, path) of the parts that a part names ("" for the package itself)."""
        folder, name = posixpath.split(path.lower())
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if not self.has(relations):
            return {}
        found = {}
        for relation in self.root(relations):
            target = str(relation.get("Target") or "").lower()
            target = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[relation.get("Id")] = (str(relation.get("Type") or "").lower().rpartition("/")[2], target)
        return found


_USUAL = ("word/document.xml", "xl/workbook.xml")


def parsed(data: bytes, where: str) -> etree._Element:
    """XML as a tree: nothing outside it is fetched and no entity is put in.  Raises ReportError damaged."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReportError("damaged", where=where) from error
    if root.getroottree().docinfo.doctype:
        raise ReportError("damaged", where=where)
    return root


def name(element: etree._Element) -> str:
    """The element's name without its namespace; "" for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def value(element: etree._Element | None, attribute: str = "val") -> str | None:
    """An attribute whatever its namespace; None where it or the element is missing."""
    if element is None:
        return None
    return next((text for key, text in element.attrib.items() if key.rpartition("}")[2] == attribute), None)


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first child of this name, then its first child of the next name …; None where there is none."""
    for wanted in path:
        if element is None:
            return None
        element = next((each for each in element if name(each) == wanted), None)
    return element


def _read(source: Path | bytes) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    try:
        with io.BytesIO(source) if isinstance(source, bytes) else source.open("rb") as stream:
            for member in zips.members(stream, zips.Budget(LARGEST_PACKAGE)):
                path = member.path.lower()
                if path.endswith((".xml", ".rels")):
                    parts[path] = _unpacked(member)
    except ReportError as error:
        if error.code in _LIMITS:
            raise ReportError("too_large_inside") from error
        raise ReportError("damaged") if error.code == "zip_damaged" else error from error
    return parts


def _unpacked(member: zips.Member) -> bytes:
    if member.reason:
        raise ReportError("encrypted" if member.reason == "zip_encrypted" else "damaged", where=member.path)
    pieces, size = [], 0
    with member.open() as stream:
        while piece := stream.read(_CHUNK):
            pieces.append(piece)
            size += len(piece)
            if size > LARGEST_PART:
                raise ReportError("too_large_inside", where=member.path)
    return b"".join(pieces)

"""The files behind what a person drops: files, folders with everything below them, zip archives and archives inside those."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import BinaryIO, Literal

from core.errors import ReportError
from core.reading import zips

REPORT_ENDINGS = frozenset({".pdf", ".docx", ".xlsx", ".xls", ".html", ".htm"})
# Other endings a report may come with → the sentence that says what to do.
_OTHER_ENDINGS = {
    **dict.fromkeys((".doc", ".wps"), "old_word"),
    **dict.fromkeys((".et", ".ofd"), "not_read_yet"),
    **dict.fromkeys((".rar", ".7z", ".gz", ".tar"), "other_archive"),
}
# Beginnings of files that systems and office programs leave lying about, whatever their ending.
_LEFT_BEHIND = ("._", "~$", ".~")
_IN_MEMORY = 16 << 20


@dataclass(frozen=True)
class Source:
    """A file to import, or why it will not be.

    `name` is its base name, `where` what leads to it (folders, archives).  `open` gives a context manager around a binary stream;
    open a source before asking for the next one, because a file in an archive is there only so long.
    `state` is "" for a file to read, else `skipped` (no report) or `failed`; `reason` is then a message code, `details` fill it.
    """

    name: str
    where: str
    open: Callable[[], AbstractContextManager[BinaryIO]] | None = None
    state: Literal["", "skipped", "failed"] = ""
    reason: str = ""
    details: dict[str, object] = field(default_factory=dict)


def expand(items: Iterable[Path | str | Source]) -> Iterator[Source]:
    """Every file behind these paths (or sources, such as an uploaded file), by name; each is one Source, an item without files too."""
    for item in items:
        found = 0
        for source in _of_item(item):
            found += 1
            yield source
        if not found:
            yield _refused(_file(os.fspath(item)), "skipped", "folder_empty")


def from_stream(name: str, stream: BinaryIO) -> Source:
    """A source for a stream one can go back in, such as an uploaded file.  It is read from its start and left open."""
    base = name.replace("\\", "/").rpartition("/")[2]
    return Source(base, name, lambda: _rewound(stream))


def shown(name: str) -> str:
    """A file name as text: bytes that are no UTF-8 (disks of old systems) are read as the Chinese encoding, else replaced."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return os.fsencode(name).decode("gb18030", "replace")
    return name


def _of_item(item: Path | str | Source) -> Iterator[Source]:
    if isinstance(item, Source):
        return _settled(item)
    return _folder(os.fspath(item)) if os.path.isdir(item) else _settled(_file(os.fspath(item)))


def _folder(folder: str) -> Iterator[Source]:
    """The files of a folder and all below it; links to other folders are not followed."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        yield _refused(_file(folder), "failed", "folder_unreadable")
        return
    for entry in entries:
        yield from _folder(entry.path) if entry.is_dir(follow_symlinks=False) else _settled(_file(entry.path))


def _file(path: str) -> Source:
    source = Source(shown(os.path.basename(os.path.abspath(path))), shown(path), partial(open, path, "rb"))
    if not os.path.lexists(path):
        return _refused(source, "failed", "file_missing")
    return source if os.path.isfile(path) else _refused(source, "skipped", "not_a_report")


def _settled(source: Source, depth: int = 0, budget: zips.Budget | None = None) -> Iterator[Source]:
    """The source itself if it may be a report, its files if it is an archive, else the reason why not."""
    ending = os.path.splitext(source.name)[1].lower()
    if source.state:
        yield source
    elif source.name.startswith(_LEFT_BEHIND):
        yield _refused(source, "skipped", "not_a_report")
    elif ending == ".zip":
        yield from _inside(source, depth, budget or zips.Budget())
    elif ending in REPORT_ENDINGS:
        yield source
    else:
        yield _refused(source, "skipped", _OTHER_ENDINGS.get(ending, "not_a_report"), ending=ending)


def _inside(source: Source, depth: int, budget: zips.Budget) -> Iterator[Source]:
    """The files of an archive, and of archives in it, but no deeper."""
    if depth > 1:
        yield _refused(source, "failed", "zip_too_deep")
        return
    found = 0
    try:
        with source.open() as stream, _seekable(stream) as file:
            for member in zips.members(file, budget):
                found += 1
                inner = Source(member.path.rpartition("/")[2], f"{source.where}/{member.path}", member.open)
                yield from _settled(_refused(inner, "failed", member.reason) if member.reason else inner, depth + 1, budget)
    except ReportError as error:
        yield _refused(source, "failed", error.code, **error.details)
        return
    except OSError:
        yield _refused(source, "failed", "file_unreadable")
        return
    if not found:
        yield _refused(source, "skipped", "zip_empty")


def _rewound(stream: BinaryIO) -> AbstractContextManager[BinaryIO]:
    stream.seek(0)
    return nullcontext(stream)


def _seekable(stream: BinaryIO) -> AbstractContextManager[BinaryIO]:
    """The stream itself if one can go back in it, else a copy of it for the time being."""
    if stream.seekable():
        return nullcontext(stream)
    copy = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 (closed by the caller's with)
    shutil.copyfileobj(stream, copy, 1 << 20)
    copy.seek(0)
    return copy


def _refused(source: Source, state: Literal["skipped", "failed"], reason: str, **details: object) -> Source:
    return Source(source.name, source.where, None, state, reason, details)

"""The files as they came, kept under their SHA-256.  Written under another name, then renamed: whole under their name or not there."""

import hashlib
import os
import re
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from core.errors import LibraryError

_CHUNK = 1 << 20
_LONGEST_ENDING = 8


@dataclass(frozen=True, slots=True)
class Received:
    """A file taken in under a name for the time being.  `bytes` is its size."""

    path: Path
    sha256: str
    bytes: int


def ending_of(name: str) -> str:
    """The ending a file of this name is kept under: small letters and digits only, `bin` for a name without one."""
    ending = re.sub(r"[^a-z0-9]", "", name.rpartition(".")[2].lower()) if "." in name else ""
    return ending[:_LONGEST_ENDING] or "bin"


def receive(folder: Path, stream: BinaryIO) -> Received:
    """Copies a stream into the folder and hashes it on the way.  Nothing stays when reading or writing stops half-way.

    Raises LibraryError library_not_writable; errors of reading the stream pass through.
    """
    path = folder / f"{uuid.uuid4().hex}.tmp"
    digest, size, whole = hashlib.sha256(), 0, False
    try:
        with _open_new(path) as file:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
                size += len(chunk)
                _write(file, chunk)
        whole = True
    finally:
        if not whole:
            path.unlink(missing_ok=True)
    return Received(path, digest.hexdigest(), size)


def settle(received: Received, target: Path) -> None:
    """Gives a received file its name for good, on disk before it is renamed; drops it where that name exists already."""
    if target.exists():
        received.path.unlink()
        return
    try:
        with received.path.open("rb+") as file:
            os.fsync(file.fileno())
        os.replace(received.path, target)
    except OSError as error:
        raise LibraryError("library_not_writable", folder=str(target.parent)) from error


def sweep(folder: Path) -> None:
    """Removes what an interrupted run left unfinished.  Only the process that owns the library may call it."""
    for path in folder.glob("*.tmp"):
        path.unlink(missing_ok=True)


def _open_new(path: Path) -> BinaryIO:
    try:
        return path.open("xb")
    except OSError as error:
        raise LibraryError("library_not_writable", folder=str(path.parent)) from error


def _write(file: BinaryIO, chunk: bytes) -> None:
    try:
        file.write(chunk)
    except OSError as error:
        raise LibraryError("library_not_writable", folder=str(Path(file.name).parent)) from error

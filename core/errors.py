"""The few errors a person can meet.  An error carries a code and details; its sentence is in data/definitions/messages.toml."""

import struct
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# What data damaged in a way nobody thought of makes a program raise: a part is missing, of another kind, too large, too deep, no number.
# Everything else passes: no file is to blame for the disk, the library, a process that died or a person who stops.
_UNFORESEEN = (
    *(ArithmeticError, AssertionError, AttributeError, LookupError, MemoryError, RecursionError, TypeError, ValueError),
    struct.error,
)


class JuesuanError(Exception):
    """Base of every error of ours.  `code` names the sentence, `details` fill it (where, found, expected)."""

    def __init__(self, code: str, **details: object) -> None:
        self.code = code
        self.details = details
        super().__init__(f"{code}: " + ", ".join(f"{name}={value!r}" for name, value in details.items()))


class ReportError(JuesuanError):
    """A file cannot become a report (encrypted, damaged, empty, not a report).  Nothing of it is kept."""


class DefinitionError(JuesuanError):
    """A file of data/definitions contradicts itself.  Our mistake, never the report's."""


class LibraryError(JuesuanError):
    """The library cannot be opened or written (in use, made by a newer version, folder not writable)."""


class ExportError(JuesuanError):
    """An export cannot be written (folder not writable, file open in another program).  What was there before stays as it was."""


class QueryError(JuesuanError):
    """A query of a person cannot be answered (not one SELECT, misspelt, too long).  Nothing is changed by it."""


@contextmanager
def costs_the_file_only() -> Iterator[None]:
    """Around the reading of one file or the keeping of it: a mistake of the program that its data brings to light costs no other file.

    Files are damaged in more ways than anybody thinks of, and one of them must not end the import of a thousand.  What was thought of has
    an error of its own where it is met.
    Raises ReportError not_foreseen, with what was raised (`error`) and where (`where`: file and line of the code), from the first error.
    """
    try:
        yield
    except _UNFORESEEN as error:
        *_, (frame, line) = traceback.walk_tb(error.__traceback__)
        where = f"{Path(frame.f_code.co_filename).name}:{line}"
        raise ReportError("not_foreseen", error=type(error).__name__, where=where) from error

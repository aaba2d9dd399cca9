"""The few errors a person can meet.  An error carries a code and details; its sentence is in data/definitions/messages.toml."""

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# What data damaged in a way nobody thought of makes a program raise.
_UNFORESEEN = (
    *(ArithmeticError, AssertionError, AttributeError, BufferError, LookupError, MemoryError, RecursionError, TypeError, ValueError),
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
    """Around the reading of one file: a mistake of the program that its data brings to light costs this file and no other.

    Raises ReportError not_foreseen, with what was raised (`error`) and where (`where`: file and line of the program), from the first error.
    """
    try:
        yield
    except _UNFORESEEN as error:
        trace = error.__traceback__
        while trace and trace.tb_next:
            trace = trace.tb_next
        where = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
        raise ReportError("not_foreseen", error=type(error).__name__, where=where) from error

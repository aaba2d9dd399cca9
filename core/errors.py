"""The few errors a person can meet.  An error carries a code and details; its sentence is in data/definitions/messages.toml."""


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

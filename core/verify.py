"""Whether what a library keeps is what was put into it: originals, the log, and what was read of every report."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from core.corrections import fact_subjects, in_force, named, replayed, statement_subjects
from core.definitions import Definitions
from core.errors import JuesuanError
from core.model import Fact, Statement
from core.reread import read_anew
from core.store import event_log, fingerprint
from core.store.library import Library

Progress = Callable[[int, int], None]
_FACT = ("printed", "amount_fen", "precision_fen", "unit", "source", "doubt", "corrected", "line_name", "line_code", "role")
_STATEMENT = ("value", "unit", "basis", "line_code", "reason", "read_value")


@dataclass(frozen=True, slots=True)
class Altered:
    """Something that is not what it was: `code` names its sentence (verify_… of the messages), `details` fill it."""

    code: str
    details: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verification:
    """How much was looked at, and what was `altered`.  `unmarked`: reports kept by a version without fingerprints, not looked at."""

    originals: int
    events: int
    reports: int
    unmarked: int
    altered: tuple[Altered, ...]


def verify(library: Library, definitions: Definitions, progress: Progress | None = None) -> Verification:
    """Compares originals with their SHA-256, the log with its chain, its file and the decisions, figures with their fingerprints.

    Where a report's figures are not what they were, it is read again to name them.  `progress(done, total)` counts originals.
    """
    cursor = library.cursor()
    originals = cursor.execute("SELECT sha256, file FROM original ORDER BY file, sha256").fetchall()
    history, known = library.history(), fingerprint.of_all(cursor)
    marks = _marks(history)
    altered = [
        *_of_originals(library, originals, progress),
        *_of_log(library, history),
        *_of_decisions(library, history),
        *_of_figures(library, definitions, known, marks),
    ]
    unmarked = len(set(known) - set(marks))
    return Verification(len(originals), len(history), len(known) - unmarked, unmarked, tuple(altered))


def _of_originals(library: Library, originals: list[tuple[str, str]], progress: Progress | None) -> Iterator[Altered]:
    for done, (sha256, file) in enumerate(originals, 1):
        found = _digest(library, sha256)
        if found != sha256:
            yield Altered("verify_original" if found else "verify_original_gone", {"file": file, "sha256": sha256[:8]})
        if progress:
            progress(done, len(originals))


def _digest(library: Library, sha256: str) -> str:
    """The SHA-256 of a kept original; "" when it cannot be read."""
    try:
        path: Path = library.original_path(sha256)
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (JuesuanError, OSError):
        return ""


def _of_log(library: Library, history: list[dict[str, object]]) -> Iterator[Altered]:
    """Breaks of the chain and lines of the file that are not in the log, the first of many."""
    for number in event_log.broken_links(history):
        yield Altered("verify_event", {"event": number})
    for line in event_log.file_differs(library.folder, history):
        yield Altered("verify_line", {"line": line, "file": event_log.FILE})


def _of_decisions(library: Library, history: list[dict[str, object]]) -> Iterator[Altered]:
    """Decisions kept that the log does not tell, or tells otherwise."""
    told = {(each.number, each.subject): each for each in replayed(history)}
    kept = {(each.number, each.subject): each for each in library.changes()}
    for key in sorted({*told, *kept}):
        if told.get(key) != kept.get(key):
            yield Altered("verify_decision", {"event": key[0]})


def _of_figures(library: Library, definitions: Definitions, known: dict[str, str], marks: dict[str, str]) -> Iterator[Altered]:
    for report, mark in marks.items():
        if report in known and known[report] != mark:
            name = {"report": report, "file": library.known(report).file}
            figures = list(_differing(library, report, definitions))
            yield from [Altered("verify_figure", {**name, "figure": figure}) for figure in figures]
            if not figures:
                yield Altered("verify_figures", name)


def _marks(history: list[dict[str, object]]) -> dict[str, str]:
    """Report → the fingerprint the log last told of it."""
    marks: dict[str, str] = {}
    for event in history:
        details = event["details"] if isinstance(event["details"], dict) else {}
        marks.pop(str(details.get("forgotten")), None)
        if "fingerprint" in details:
            marks[str(event["report"])] = str(details["fingerprint"])
    return marks


def _differing(library: Library, report: str, definitions: Definitions) -> Iterator[str]:
    """The figures, in words, that are kept otherwise than the original says with all that was corrected."""
    decided = [each for each in in_force(replayed(library.history(report))) if each.kind == "correct"]
    try:
        reading = read_anew(library, report, definitions, {"corrections": decided})
    except JuesuanError:
        return
    facts = [fact for table in reading.tables for fact in table.facts]
    read = {
        **dict(zip(fact_subjects(reading.tables), map(_of_fact, facts), strict=True)),
        **dict(zip(statement_subjects(reading.statements), map(_of_statement, reading.statements), strict=True)),
    }
    kept = {**_kept_facts(library, report), **_kept_statements(library, report)}
    for subject in dict.fromkeys([*read, *kept]):
        if read.get(subject) != kept.get(subject):
            yield named(subject, definitions)


def _of_fact(fact: Fact) -> tuple:
    return tuple(getattr(fact, name) for name in _FACT)


def _of_statement(told: Statement) -> tuple:
    return tuple(getattr(told, name) for name in _STATEMENT)


def _kept_facts(library: Library, report: str) -> dict[str, tuple]:
    rows = library.facts(report)
    facts = [library.fact(report, int(number)) for number in rows["fact_no"]]
    return dict(zip(fact_subjects([_Held(tuple(facts))]), map(_of_fact, facts), strict=True))


def _kept_statements(library: Library, report: str) -> dict[str, tuple]:
    told = list(library.statements(report).itertuples())
    return dict(zip(statement_subjects(told), map(_of_statement, told), strict=True))


@dataclass(frozen=True)
class _Held:
    """Facts of a kept report, as a table holds them."""

    facts: tuple

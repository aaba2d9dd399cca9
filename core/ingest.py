"""The whole flow on one screen: a file in; facts, problems and what the report is out.  Each line is one arrow of the design's drawing."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from core.checks.doubted import with_second_reading
from core.checks.run import check_report
from core.corrections import corrected, given
from core.coverage.ledger import cover
from core.definitions import Definitions
from core.errors import costs_the_file_only
from core.identity import identify
from core.model import Change, Drawing, Finding, Identity, Problem, Reading, Table
from core.narrative.prose import Prose
from core.narrative.rederived import rederived
from core.narrative.sentences import plain_sentences
from core.narrative.understand import understand_narrative
from core.parts import Part, is_in, parts_of, several_reports
from core.performance.understand import understand_performance
from core.reading import Document, Page
from core.reading.beside import PagesBeside
from core.reading.damage import damage_problems
from core.reading.joined import Joined, open_joined
from core.reading.located import located, located_on_pages
from core.reading.ocr import as_scanned, available
from core.reading.second import pictured_texts, second_texts
from core.tables.scanned import scanned_problems
from core.tables.understand import understand_tables, unread_problems

Progress = Callable[[str, int, int], None]


@costs_the_file_only()
def read_file(
    path: Path,
    definitions: Definitions,
    answers: Mapping[str, str] | None = None,
    progress: Progress | None = None,
    drawings: Sequence[Drawing] = (),
    ocr: str = "auto",
    part: str = "",
    corrections: Sequence[Change] = (),
    off: Mapping[str, str] | None = None,
    annexes: Sequence[Path] = (),
    only_checks: bool = False,
    beside: PagesBeside | None = None,
) -> Reading:
    """Everything understood from one report file; nothing is kept anywhere.

    `annexes`: other files of the same report (its tables, where the file only tells); their pages follow those of the file.
    `answers`: what a person said where the report was silent: `unit_name`, `fiscal_year`, `kind`, and `unit:KEY:PAGE` for the
    money unit of the table of this key that begins on this page.  `drawings`: tables a person drew.  `progress(step, done, total)` is told
    of each page (`pages`), of each scanned page read by text recognition (`ocr`) and of the tables (`tables`); what it raises ends the
    reading.  `ocr`: auto (where it is installed) or off.  `part`: the pages (`12-30`) of one report in a file that holds several; of such
    a file without `part` the first report is read and the others are named.  `corrections`: what people corrected of it, put on before the
    checks run; `off`: checks that are switched off, with the reason.  `only_checks`: what the checks do not need (the ledger of numbers,
    sentences without figures) is left out.  `beside`: a second process that reads the later pages of a long file.
    Raises ReportError when the file cannot be read as a report.
    """
    said = {**(answers or {}), **given(corrections)}
    with open_joined([path, *annexes]) as file:
        pages = file.read(partial(progress, "pages") if progress else None, beside)
        if ocr == "auto":
            pages = file.read_scans(pages, partial(progress, "ocr") if progress else None)
        everything = pages
        pages, tables, parts = _first_report(pages, part, file, definitions, said, drawings, bool(annexes))
        _tell_tables(tables, definitions, progress)
        prose = Prose(pages, definitions)
        statements = understand_narrative(prose, tables, definitions)
        projects, scores, unread_forms = understand_performance(pages, tables, definitions)
        identity = identify(pages, tables, definitions, {name: value for name, value in said.items() if ":" not in name})
        left = [page.number for page in pages if page.image_only] + [page.number for page in everything[len(pages) :] if parts]
        reading = Reading(
            file=path.name,
            sha256=_sha256(path),
            pages=file.page_count,
            page_sizes=tuple(page.seen_size for page in everything[: file.page_count]),
            unread_pages=tuple(sorted({*left, *file.damaged_pages})),
            identity=identity,
            tables=_of_kind(tables, identity),
            problems=(*damage_problems(file), *several_reports(parts), *_left_out(pages, ocr), *unread_forms, *_unknown(identity)),
            statements=statements,
            projects=projects,
            scores=scores,
            numbers=() if only_checks else cover(pages, tables, statements, projects, scores, definitions).numbers,
            part=part,
            sentences=() if only_checks else plain_sentences(prose, statements, definitions),
        )
        reading = rederived(reading, corrected(reading, corrections, definitions), definitions)
        reading = replace(reading, findings=check_report(reading, definitions, pages, off, prose))
        if file.has_pages:
            reading = replace(reading, findings=_read_again(path, reading, definitions, ocr))
        return _in_place(reading, file, everything)


def _in_place(reading: Reading, file: Document | Joined, pages: list[Page]) -> Reading:
    """The reading with its places as a person finds them: on pages turned to be read, and in files without pages."""
    if any(page.tilt or page.turns for page in pages):
        reading = located_on_pages(reading, partial(as_scanned, pages={page.number: page for page in pages}))
    return reading if file.has_pages else located(reading, file.locate)


def _read_again(path: Path, reading: Reading, definitions: Definitions, ocr: str) -> tuple[Finding, ...]:
    """The findings, once the figures that do not agree are read a second time, another way."""
    seen = partial(pictured_texts, path, sizes=reading.page_sizes) if ocr == "auto" else None
    return with_second_reading(reading, definitions, partial(second_texts, path), seen)


def _tell_tables(tables: Sequence[Table], definitions: Definitions, progress: Progress | None) -> None:
    if progress:
        found = sum(table.table in definitions.tables and table.state in ("filled", "empty") for table in tables)
        progress("tables", found, len(tables))


def _first_report(
    pages: list[Page],
    part: str,
    file: Document | Joined,
    definitions: Definitions,
    said: Mapping[str, str],
    drawings: Sequence[Drawing],
    joined: bool,
) -> tuple[list[Page], tuple[Table, ...], tuple[Part, ...]]:
    """The pages of the part, else of the first report of the file; its tables; and all reports of a file that holds several."""
    own = [page for page in pages if is_in(page, part)]
    tables = understand_tables(own, definitions, file.read_unruled, _units(said), drawings, file.read_drawn)
    parts = () if part or joined else parts_of(own, tables, definitions)
    if not parts:
        return own, tables, ()
    own = [page for page in own if page.number <= parts[0].last]
    return own, understand_tables(own, definitions, file.read_unruled, _units(said), drawings, file.read_drawn), parts


def _left_out(pages: list[Page], ocr: str) -> list[Problem]:
    """What was not read of these pages, or only by text recognition."""
    return [*unread_problems(pages, ocr == "auto" and available()), *scanned_problems(pages)]


def _units(said: Mapping[str, str]) -> dict[tuple[str, int | None], str]:
    """The money units a person gave, by key and first page of their tables."""
    places = {name: name.split(":") for name in said if name.startswith("unit:")}
    return {(key, int(page) if page else None): said[name] for name, (_, key, page) in places.items()}


def _of_kind(tables: tuple[Table, ...], identity: Identity) -> tuple[Table, ...]:
    """Only final accounts miss tables: a budget or an evaluation is not expected to print the set."""
    if identity.kind in ("final_accounts", "template", "unknown"):
        return tables
    return tuple(table for table in tables if table.state in ("filled", "empty"))


def _unknown(identity: Identity) -> list[Problem]:
    """What a person has to be asked for."""
    unknown = {"unit_name": not identity.unit_name, "fiscal_year": identity.fiscal_year is None, "kind": identity.kind == "unknown"}
    asked = identity.kind != "template"
    return [Problem(f"{name}_unknown", "") for name, missing in unknown.items() if missing and asked]


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

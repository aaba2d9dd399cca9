"""The command line: python -m core import | export | metrics | …  Results to stdout, sentences to stderr, exit code 0, 2 or 1."""

import argparse
import csv
import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn, get_args

from core import definitions as nouns
from core.batch import import_paths
from core.checks import catalogue
from core.definitions import Definitions
from core.errors import DefinitionError, JuesuanError, LibraryError
from core.export.tabular import Form, export_tables
from core.export.xlsx import export_workbooks
from core.metrics import lint
from core.metrics import printed as metrics
from core.model import Receipt, State
from core.over import example
from core.recheck import check_again
from core.store.library import Library, library_folder
from core.store.snapshot import snapshot_of
from core.verify import verify

ALL_DONE, NOTHING_DONE, SOME_NEED_A_PERSON = 0, 1, 2
_JSON = (
    *("file", "sha256", "report", "state", "reason", "pages", "tables_found", "facts", "statements", "indicators"),
    *("findings_by_state", "seconds"),
)
_DOCUMENTS = ("xlsx", "official", "pptx", "docx")  # what is written report by report, a file each
_IN_LIBRARY = ("imported", "already", "needs_person")


class _Parser(argparse.ArgumentParser):
    """Wrong arguments are `nothing done` (1), because 2 means that a person must look at a report."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(NOTHING_DONE, f"{self.prog}: {message}\n")


def main(arguments: list[str] | None = None) -> int:
    """Runs one command and returns its exit code: 0 all done; 2 done, but a person must look at some; 1 nothing done."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = _parser().parse_args(arguments)
    try:
        return options.run(options)
    except DefinitionError as error:  # its sentence may be what is wrong
        print(error, file=sys.stderr)
        return NOTHING_DONE
    except JuesuanError as error:
        _tell(nouns.load(), error.code, **error.details)
        return NOTHING_DONE


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m core", description="Reads reports into the library and exports what was read.")
    commands = parser.add_subparsers(required=True, metavar="command")

    reading = commands.add_parser("import", help="read files, folders and zip archives into the library")
    reading.add_argument("paths", nargs="+", metavar="PATH", help="file, folder or zip archive")
    reading.add_argument("--jobs", type=_count, default=1, help="worker processes")
    reading.add_argument("--json", action="store_true", help="one JSON object per file on stdout")
    reading.add_argument("--ocr", choices=("auto", "off"), default="auto", help="whether scanned pages may be read by a local engine")
    reading.set_defaults(run=_import)

    writing = commands.add_parser("export", help="write what the library holds")
    writing.add_argument("--to", type=Path, required=True, metavar="DIR", help="folder to write to")
    writing.add_argument("--format", choices=(*get_args(Form), *_DOCUMENTS), default="csv")
    writing.add_argument("--report", help="only this report")
    writing.add_argument("--all-versions", action="store_true", help="older versions too")
    writing.set_defaults(run=_export)

    measuring = commands.add_parser("metrics", help="every metric of every report on stdout")
    measuring.add_argument("--format", choices=("csv", "json"), default="csv")
    measuring.set_defaults(run=_metrics)

    checking = commands.add_parser("check", help="run the checks again; counts by state on stdout")
    checking.add_argument("--report", help="only this report")
    checking.set_defaults(run=_check)

    verifying = commands.add_parser("verify", help="name every altered original, log entry and figure")
    verifying.set_defaults(run=_verify)

    for command in (reading, writing, measuring, checking, verifying):
        command.add_argument("--library", type=Path, metavar="DIR", help="folder of the library (else JUESUAN_LIBRARY, else data/library)")
    linting = commands.add_parser("definitions", help="the files of data/definitions")
    linting.add_subparsers(required=True, metavar="command").add_parser("check", help="lint them").set_defaults(run=_check_definitions)
    return parser


def _count(text: str) -> int:
    count = int(text)
    if count < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return count


def _import(options: argparse.Namespace) -> int:
    definitions, receipts = nouns.load(), []
    with Library.open(options.library, definitions=definitions) as library:
        for receipt in import_paths(options.paths, library, definitions, options.jobs, ocr=options.ocr):
            receipts.append(receipt)
            if options.json:
                print(json.dumps({name: getattr(receipt, name) for name in _JSON}, ensure_ascii=False), flush=True)
            _tell_receipt(definitions, receipt)
    counts = Counter(receipt.state for receipt in receipts)
    _tell(definitions, "receipt_totals", total=len(receipts), **{state: counts[state] for state in (*_IN_LIBRARY, "skipped", "failed")})
    return _exit_code(definitions, receipts)


def _exit_code(definitions: Definitions, receipts: list[Receipt]) -> int:
    if not any(receipt.state in _IN_LIBRARY for receipt in receipts):
        return NOTHING_DONE
    need = any(receipt.state in ("needs_person", "failed") or definitions.needs_person(receipt.reason) for receipt in receipts)
    return SOME_NEED_A_PERSON if need else ALL_DONE


def _export(options: argparse.Namespace) -> int:
    definitions = nouns.load()
    with _reading(options.library, definitions, options.format not in _DOCUMENTS) as library:
        reports = library.selection(options.report, all_versions=options.all_versions)
        if options.format in _DOCUMENTS:
            written = _writer(options.format)(library, options.to, definitions, reports)
        else:
            written = export_tables(library, options.to, definitions, reports, options.format)
        if written:
            how = {"format": options.format, "files": len(written), "reports": len(reports)}
            library.record("export", options.to.absolute().name, options.report or "", **how)
    _tell(definitions, "export_done" if reports else "export_empty", reports=len(reports), files=len(written), folder=options.to)
    return ALL_DONE if written else NOTHING_DONE


@contextmanager
def _reading(folder: Path | None, definitions: Definitions, snapshot: bool = True) -> Iterator[Library]:
    """The library, for reading; where another program has it open, with `snapshot` a copy of a moment ago, which is said."""
    try:
        opened = Library.open(folder, create=False, definitions=definitions)
    except LibraryError as error:
        if error.code != "library_in_use" or not snapshot:
            raise
        with snapshot_of(library_folder(folder)) as copy, Library.open(copy, create=False, definitions=definitions) as library:
            _tell(definitions, "library_snapshot", folder=library_folder(folder))
            yield library
    else:
        with opened as library:
            yield library


def _writer(form: str) -> Callable[..., list[Path]]:
    """What writes these documents.  Loaded when asked for: office files take a second that reading reports need not wait."""
    from core.export.brief_word import export_briefs
    from core.export.briefing import export_briefings
    from core.export.official import export_official

    return dict(zip(_DOCUMENTS, (export_workbooks, export_official, export_briefings, export_briefs), strict=True))[form]


def _metrics(options: argparse.Namespace) -> int:
    names = ("report", "metric", "value", "unit")
    with _reading(options.library, nouns.load()) as library:
        found = [dict(zip(names, row, strict=True)) for row in metrics.rows(library)]
    if options.format == "csv":
        writer = csv.DictWriter(sys.stdout, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(found)
    else:
        for row in found:
            print(json.dumps({**row, "value": float(row["value"])}, ensure_ascii=False))
    return ALL_DONE if found else NOTHING_DONE


def _check(options: argparse.Namespace) -> int:
    definitions, done = nouns.load(), []
    with Library.open(options.library, create=False, definitions=definitions) as library:
        reports = library.selection(options.report, all_versions=True)
        if not reports:
            _tell(definitions, "check_nothing")
            return NOTHING_DONE
        rows = csv.writer(sys.stdout, lineterminator="\n")
        rows.writerow(("report", "file", *get_args(State)))
        for checked in check_again(library, definitions, reports, min(len(reports), os.cpu_count() or 1)):
            done.append(checked)
            if checked.reason:
                _tell(definitions, checked.reason, **checked.details)
            else:
                rows.writerow((checked.report, checked.file, *(checked.counts.get(state, 0) for state in get_args(State))))
    failed = sum(bool(checked.reason) for checked in done)
    _tell(definitions, "check_done", reports=len(done) - failed, failed=failed)
    return NOTHING_DONE if failed == len(done) else SOME_NEED_A_PERSON if failed else ALL_DONE


def _verify(options: argparse.Namespace) -> int:
    definitions = nouns.load()
    with Library.open(options.library, create=False, definitions=definitions) as library:
        found = verify(library, definitions)
    for altered in found.altered:
        _tell(definitions, altered.code, **altered.details)
    if found.unmarked:
        _tell(definitions, "verify_unmarked", unmarked=found.unmarked)
    if not (found.originals or found.events or found.reports):
        _tell(definitions, "verify_nothing")
        return NOTHING_DONE
    counts = {"originals": found.originals, "events": found.events, "reports": found.reports, "altered": len(found.altered)}
    _tell(definitions, "verify_found" if found.altered else "verify_holds", **counts)
    return SOME_NEED_A_PERSON if found.altered else ALL_DONE


def _check_definitions(_: argparse.Namespace) -> int:
    mistakes = nouns.check() or _mistakes(nouns.load())  # understood only where the names they use are
    for mistake in mistakes:
        print(mistake)
    if not mistakes:
        _tell(nouns.load(), "definitions_hold")
    return NOTHING_DONE if mistakes else ALL_DONE


def _mistakes(definitions: Definitions) -> list[str]:
    """Mistakes of the checks, the checks over reports and the metrics."""
    return [*catalogue.mistakes(), *example.mistakes(definitions), *lint.mistakes(definitions)]


def _tell_receipt(definitions: Definitions, receipt: Receipt) -> None:
    reason = definitions.message(receipt.reason, **receipt.details) if receipt.reason else ""
    file = receipt.file if receipt.state in _IN_LIBRARY else receipt.details["where"]
    told = {name: getattr(receipt, name) for name in ("pages", "tables_found", "facts", "version")}
    _tell(definitions, f"receipt_{receipt.state}", file=file, reason=reason, **told)


def _tell(definitions: Definitions, code: str, **details: object) -> None:
    """A sentence on stderr, on one line: what a file name smuggles in (line breaks, control characters) is shown as a blank."""
    sentence = definitions.message(code, "zh", **details)
    print("".join(character if character.isprintable() else " " for character in sentence), file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())

"""Checks of performance forms, score sheets and evaluation reports."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from core.checks.case import Case, place_of
from core.checks.outcome import Outcome, UnavailableError
from core.checks.registry import Arguments, special
from core.model import Place, Project
from core.names import fold

MOST_COUNTS = 6  # so many counts of forms are tried in sums


def project_forms(case: Case, arguments: Arguments) -> list[Project]:
    """The forms of single projects, without those of whole departments."""
    return [project for project in case.ledger.projects if arguments["whole"] not in project.form]


@special
def declared_forms_are_there(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """How many projects' forms the text says it shows, against how many were found.

    `says`: expression of a sentence that promises forms or results; `forms`: of one that promises forms outright, else it is a warning;
    more forms than promised are only told.  Several counts may add up (kinds of projects told apart).  Silent where nothing is promised;
    not run where no form was found.
    """
    promised = [
        (number, statement)
        for number, statement in enumerate(case.ledger.statements)
        if statement.measure == "count" and _promises(arguments["says"], statement.sentence, statement.value)
    ]
    if not promised:
        raise UnavailableError("not_applicable", "no_instance")
    found = len(project_forms(case, arguments))
    if not found:
        raise UnavailableError("not_run", "no_forms")
    counts = list(dict.fromkeys(int(statement.value) for _, statement in promised))[:MOST_COUNTS]
    sums = {sum(chosen) for size in range(1, len(counts) + 1) for chosen in combinations(counts, size)}
    numbers = tuple(number for number, _ in promised)
    if found in sums:
        yield Outcome("pass", statements=numbers, left=str(found), right=str(found))
        return
    number, statement = max(promised, key=lambda each: int(each[1].value))
    outright = re.search(arguments["forms"], fold(statement.sentence))
    severity = "info" if found > int(statement.value) else None if outright else "warn"
    details = {"count": statement.value, "found": found}
    places = tuple(project.place for project in project_forms(case, arguments)[:1])
    yield Outcome(
        "fail", message="found_forms_missing", details=details, severity=severity, statements=(number,), places=places,
        left=statement.value, right=str(found), difference=str(int(statement.value) - found), tolerance="0",
    )  # fmt: skip


@special
def repeated_facts_agree(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """A total of things that is given with two different numbers.  `pattern`: the groups `noun`, `number` and `unit` of such words.

    Silent on nouns that go on from a word before them, since these mean only a part, and on years told apart.
    """
    told: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for found in re.finditer(arguments["pattern"], case.text):
        told[found["noun"], found["unit"]].setdefault(
            found["number"].rstrip("0").rstrip(".") if "." in found["number"] else found["number"], found.group()
        )
    if not told:
        raise UnavailableError("not_applicable", "no_instance")
    differing = {key: numbers for key, numbers in told.items() if len(numbers) > 1}
    for (noun, unit), numbers in differing.items():
        places = tuple(place for number in numbers if (place := _place_of(noun, number, case)))
        details = {"noun": noun, "names": [f"{number} {unit}" for number in numbers]}
        yield Outcome("fail", message="found_two_totals", details=details, places=places)
    if not differing:
        yield Outcome("pass")


@special
def named_kinds_are_scored(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """Kinds of indicators an evaluation describes that its score sheets do not have.

    `pattern`: how the text names a kind, as its group.  Silent unless some of the named kinds are in the sheets: else it speaks of others.
    """
    if not case.ledger.scores:
        raise UnavailableError("not_applicable", "no_scores")
    named = list(dict.fromkeys(re.findall(arguments["pattern"], case.text)))
    scored = " ".join(fold(score.sheet + " " + score.level1 + " " + score.item) for score in case.ledger.scores)
    missing = [name for name in named if not _scored(name, scored)]
    if not named or len(missing) == len(named):
        raise UnavailableError("not_applicable", "no_instance")
    if missing:
        yield Outcome("fail", message="found_kinds_not_scored", details={"names": missing}, places=tuple(_places_of(missing, case)))
    else:
        yield Outcome("pass")


def _promises(pattern: str, sentence: str, value: str) -> bool:
    return value.isdigit() and any(found["number"] == value for found in re.finditer(pattern, fold(sentence)))


def _scored(name: str, scored: str) -> bool:
    return name in scored or name[:2] in scored


def _place_of(noun: str, number: str, case: Case) -> Place | None:
    tail = f"{noun[-2:]}"
    for folded, line, page in case.body:
        if re.search(rf"{re.escape(tail)}\D?{re.escape(number)}(?!\d)", folded):
            return place_of(line, page)
    return None


def _places_of(names: list[str], case: Case) -> Iterator[Place]:
    for name in names:
        found = next((place_of(line, page) for folded, line, page in case.body if name in folded), None)
        if found:
            yield found

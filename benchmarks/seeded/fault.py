"""A fault that was put in, and what became of it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from benchmarks.seeded.clean import WEIGHTY, Clean, key_of
from core.model import Finding


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong.  `area`: table · narrative · score; `way`: memory · print; `contradicted`: whether the report holds

    anything that could tell.  `facts` and `statements`: numbers of what is wrong; `told`: what it was and became, for a person.
    """

    report: str
    area: str
    kind: str
    way: str
    told: str
    contradicted: bool
    facts: tuple[int, ...] = ()
    statements: tuple[int, ...] = ()


@dataclass(frozen=True)
class Result:
    """`found`: a check says so that said nothing before; `first`: its first suspect is the wrong figure (None where nobody can tell)."""

    fault: Fault
    found: bool
    first: bool | None
    checks: tuple[str, ...]
    suspects: tuple[int, ...] = ()


def judged(fault: Fault, clean: Clean, findings: Iterable[Finding], anything: bool = False) -> Result:
    """What the findings say of a fault.  `anything`: any new finding is of it, since forms of performance number nothing."""
    new = [one for one in findings if one.state == "fail" and one.severity in WEIGHTY and key_of(one) not in clean.failing]
    hits = [one for one in new if anything or set(one.facts) & set(fault.facts) or set(one.statements) & set(fault.statements)]
    suspects = next((one.suspects for one in hits if one.suspects), ())
    single = fault.area == "table" and len(fault.facts) == 1
    first = bool(suspects) and suspects[0].fact in fault.facts if single and hits else None
    return Result(fault, bool(hits), first, tuple(dict.fromkeys(one.check for one in hits)), tuple(one.fact for one in suspects))


@dataclass
class Tally:
    """Counts of results by kind."""

    results: list[Result] = field(default_factory=list)

    def add(self, results: Iterable[Result]) -> None:
        """Counts some more."""
        self.results += results

    def of(self, *areas: str, kind: str = "", way: str = "") -> "Tally":
        """Those of some areas, of one kind, done one way."""
        kept = [one for one in self.results if one.fault.area in areas and kind in ("", one.fault.kind) and way in ("", one.fault.way)]
        return Tally(kept)

    @property
    def kinds(self) -> list[str]:
        """The kinds of faults, in the order they came."""
        return list(dict.fromkeys(one.fault.kind for one in self.results))

    @property
    def contradicted(self) -> list[Result]:
        """The results for faults that something in the report contradicts."""
        return [one for one in self.results if one.fault.contradicted]

    @property
    def missed(self) -> list[Result]:
        """What something contradicts and no check said."""
        return [one for one in self.contradicted if not one.found]

    @property
    def found(self) -> tuple[int, int]:
        """How many of those that something contradicts were found, and how many there are."""
        return sum(one.found for one in self.contradicted), len(self.contradicted)

    @property
    def first(self) -> tuple[int, int]:
        """How often the wrong figure is the first suspect, of the faults found that have one wrong figure."""
        told = [one.first for one in self.contradicted if one.first is not None]
        return sum(told), len(told)

    @property
    def beyond(self) -> tuple[int, int]:
        """How many of those that nothing was seen to contradict were found all the same, and how many there are."""
        rest = [one for one in self.results if not one.fault.contradicted]
        return sum(one.found for one in rest), len(rest)

    def lines(self) -> Iterator[str]:
        """A line for each kind."""
        for kind in self.kinds:
            some = Tally([one for one in self.results if one.fault.kind == kind])
            yield f"{kind:<12}{share(some.found):>20}{share(some.first):>20}{share(some.beyond):>20}"
        yield f"{'all':<12}{share(self.found):>20}{share(self.first):>20}{share(self.beyond):>20}"


def share(counts: tuple[int, int]) -> str:
    """The share in percent with one decimal, and the counts; a dash of nothing."""
    some, whole = counts
    return f"{percent(counts)} ({some}/{whole})" if whole else "-"


def percent(counts: tuple[int, int]) -> str:
    """The share in percent with one decimal, never rounded up to a hundred."""
    some, whole = counts
    tenths = some * 1000 // whole
    return f"{tenths // 10}.{tenths % 10}%"


def worst(results: Iterable[Result]) -> list[tuple[str, int]]:
    """The commonest checks among results."""
    return Counter(check for one in results for check in one.checks).most_common()

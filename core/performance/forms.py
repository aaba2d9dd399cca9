"""The words of performance evaluation, ready for matching: data/definitions/performance as compiled patterns."""

import re
from dataclasses import dataclass

from core.definitions import Definitions
from core.names import fold

LONGEST_HEADING = 24
_BRACKETS = re.compile(r"\([^()]*\)")


def bare(folded: str) -> str:
    """A folded heading without brackets and what they hold, and without the colon behind it."""
    return (_BRACKETS.sub("", folded) if "(" in folded else folded).rstrip(":,.*")


class Roles:
    """Which role a heading names.  The first pattern that fits as a whole counts; answers are remembered."""

    def __init__(self, patterns: dict[str, str]) -> None:
        self._patterns = [(role, re.compile(pattern)) for role, pattern in patterns.items()]
        self._known: dict[str, str] = {"": ""}

    def of(self, heading: str) -> str:
        """The role of a bare heading, or ""."""
        if len(heading) > LONGEST_HEADING:
            return ""
        if heading not in self._known:
            self._known[heading] = next((role for role, pattern in self._patterns if pattern.fullmatch(heading)), "")
        return self._known[heading]


@dataclass(frozen=True)
class Form:
    """One form of data/definitions/performance/forms.toml.  `owner`: whose form it is, a `project` or the `whole` department."""

    key: str
    title: re.Pattern[str]
    head: str
    without: frozenset[str]
    owner: str


class Forms:
    """Everything of data/definitions/performance, compiled once for a report."""

    def __init__(self, definitions: Definitions) -> None:
        forms, columns, words = (definitions.performance[name] for name in ("forms", "columns", "words"))
        self.forms = tuple(
            Form(entry["key"], re.compile(entry["title"]), entry.get("head", ""), frozenset(entry.get("without", [])), entry["owner"])
            for entry in forms["form"]
        )
        self.title = {name: re.compile(pattern) for name, pattern in forms["title"].items()}
        self.head = Roles({name: pattern for name, pattern in forms["head"].items() if name != "code"})
        self.code = re.compile(forms["head"]["code"])
        self.marks, self.ends = (re.compile(forms["beside"][name]) for name in ("marks", "ends"))
        self.indicator, self.funding, self.list, self.across = (
            Roles(columns[name]) for name in ("indicator", "funding", "list", "across")
        )
        self.task = Roles({**columns["task"], **columns["funding"]})
        self.listed_task = Roles({"task": columns["list"]["item"], **columns["funding"]})
        self.rows = {name: re.compile(pattern) for name, pattern in words["rows"].items()}
        self.total_and_figure = re.compile(f"(?:{words['rows']['total']}):(.+)")
        self.leading = re.compile(words["parts"]["leading"])
        self.parts = Roles({name: pattern for name, pattern in words["parts"].items() if name != "leading"})
        self.second_level = re.compile(words["levels"]["second"])
        self.figure = re.compile(rf"([-+]?\d[\d,]*(?:\.\d+)?|[-+]?\.\d+)(?:{words['figures']['unit']})?")
        self.target = re.compile(words["figures"]["target"])
        self.joined = words["figures"]["joined"]
        self._grades = {fold(text).replace(lost, "()"): text for text, lost in words["grades"].items()}
        self._signs = {fold(word): sign for sign, printed in words["operators"].items() for word in printed}
        self._signed = re.compile("|".join(sorted(map(re.escape, self._signs), key=len, reverse=True)))

    def sign(self, folded: str) -> str:
        """The sign a whole cell stands for, or ""."""
        return self._signs.get(folded, "")

    def grade(self, text: str) -> str:
        """A grade in the wording of the regulation where the page has lost the character in its brackets; other texts as they are."""
        return self._grades.get(fold(text), text)

    def leading_sign(self, folded: str) -> tuple[str, str]:
        """The sign in front of a figure and what follows it; ("", text) where none stands there."""
        found = self._signed.match(folded)
        if not found or not (found.end() < len(folded) and folded[found.end()] in "0123456789.-"):
            return "", folded
        return self._signs[found.group()], folded[found.end() :]

    def number(self, text: str) -> str:
        """A printed figure without thousands separators and unit; any other text without blanks at its ends."""
        found = self.figure.fullmatch(fold(text))
        return found.group(1).replace(",", "") if found else text.strip()

    def is_number(self, folded: str) -> bool:
        """Whether a folded cell holds one figure and nothing else."""
        return self.figure.fullmatch(folded) is not None

    def part(self, folded: str) -> str:
        """The part of a project's funds a row's label names, or ""."""
        return self.parts.of(bare(self.leading.sub("", folded, count=1)))

    def says_nothing(self, text: str) -> bool:
        """Whether a cell is blank or a dash."""
        return self.rows["blank"].match(fold(text)) is not None


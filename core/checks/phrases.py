"""The words of one language for the sentences of checks.  A report has thousands of them about the same cells: each is made once."""

from collections.abc import Sequence

from core.definitions import Definitions
from core.ledger import Ledger
from core.model import Fact


class Phrases:
    """Names of tables, lines and columns of a report, and its sentences about them, in a language."""

    def __init__(self, ledger: Ledger, language: str) -> None:
        self.language = language
        self._definitions: Definitions = ledger.definitions
        self._statements = ledger.statements
        self._titles: dict[str, str] = {}
        self._figures: dict[tuple[int, bool, bool, bool], str] = {}

    def message(self, code: str, **details: object) -> str:
        """The sentence of a message code.  Raises DefinitionError for an unknown one."""
        return self._definitions.message(code, self.language, **details)

    def title(self, key: str) -> str:
        """The title of a table as it stands in a sentence."""
        if key not in self._titles:
            tables = self._definitions.tables
            known = self.language == "zh" and key in tables
            name = tables[key].title if known else self._definitions.name("table", key, self.language)
            self._titles[key] = self.message("check_title", name=name)
        return self._titles[key]

    def figure(self, number: int, fact: Fact | None, line: bool, column: bool) -> str:
        """A figure by the names of its line and its column, where they are asked for; a statement (no fact) by its subject."""
        key = (number, fact is None, line, column)
        if key not in self._figures:
            self._figures[key] = self._cell(fact, line, column) if fact else self._stated(number)
        return self._figures[key]

    def _cell(self, fact: Fact, line: bool, column: bool) -> str:
        names = self._line(fact) if line and fact.line_name else "", self._column(fact) if column and fact.column != "amount" else ""
        return self.message("check_cell", line=names[0], column=names[1]) if all(names) else "".join(names)

    def _line(self, fact: Fact) -> str:
        name = self._definitions.name("line", fact.line, self.language)
        if self.language == "zh" or name == fact.line:
            return f"{fact.line_code} {fact.line_name}".strip() if fact.line_code else fact.line_name
        return name

    def _column(self, fact: Fact) -> str:
        return self._definitions.name("column", fact.column, self.language)

    def _stated(self, number: int) -> str:
        return self.message("check_stated", subject=self._statements[number].subject)

    def joined(self, names: Sequence[str]) -> str:
        """A list of names."""
        return self.message("check_list_mark").join(names)

    def named(self, details: dict[str, object]) -> dict[str, object]:
        """Details whose values are keys, by their names."""
        found = dict(details)
        for name, value in details.items():
            if name == "table":
                found[name] = self.title(str(value))
            elif name in ("line", "column"):
                found[name] = self._definitions.name(name, str(value), self.language)
            elif isinstance(value, list | tuple):
                found[name] = self.joined([str(each) for each in value])
        return found

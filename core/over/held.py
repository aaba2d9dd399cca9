"""Figures of several stored reports by address, with what is printed blank and what was not read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from core.definitions import Definitions
from core.ledger import LEFT_OUT, NOT_READ
from core.names import fold
from core.store.pairs import KeptFact, KeptTable, labels_in, tables_in
from core.store.reader import LibraryReader


@dataclass(frozen=True, slots=True)
class Address:
    """A figure of a report by meaning; fields as in a fact."""

    table: str
    side: str
    parent_line: str
    line: str
    column: str

    @classmethod
    def parse(cls, text: str) -> "Address":
        """From `table|side|parent line|line|column`."""
        return cls(*(part.strip() for part in text.split("|")))

    @property
    def parts(self) -> tuple[str, str, str, str, str]:
        """Table, side, parent line, line, column."""
        return self.table, self.side, self.parent_line, self.line, self.column

    @classmethod
    def of(cls, kept: KeptFact) -> "Address":
        """The address of a fact."""
        fact = kept.fact
        return cls(fact.table, fact.side, fact.parent_line, fact.line, fact.column)


class Held:
    """The figures of some reports.  `facts`: those fetched, by report; nothing else is asked for."""

    def __init__(
        self, library: LibraryReader, definitions: Definitions, facts: Mapping[str, Sequence[KeptFact]], reports: Iterable[str]
    ) -> None:
        self._library, self._definitions, self._reports = library, definitions, list(dict.fromkeys(reports))
        self._by_address: dict[str, dict[Address, list[KeptFact]]] = {}
        for report, kept_facts in facts.items():
            at = self._by_address.setdefault(report, {})
            for kept in kept_facts:
                at.setdefault(Address.of(kept), []).append(kept)

    @cached_property
    def _tables(self) -> dict[tuple[str, str], list[KeptTable]]:
        found: dict[tuple[str, str], list[KeptTable]] = {}
        for report, tables in tables_in(self._library, self._reports).items():
            for table in tables:
                found.setdefault((report, table.table), []).append(table)
        return found

    def facts(self, report: str, address: Address) -> list[KeptFact]:
        """The facts printed there: none where it is blank, two where a line is printed twice."""
        return self._by_address.get(report, {}).get(address, [])

    def addresses(self, report: str) -> dict[Address, list[KeptFact]]:
        """All figures fetched of a report, in printed order."""
        return self._by_address.get(report, {})

    def unavailable(self, report: str, table: str) -> bool:
        """Whether nothing can be said of a table: it is not there, printed twice, or not read."""
        found = [each for each in self._tables.get((report, table), []) if each.state in ("filled", "empty")]
        if len(found) != 1:
            return True
        return found[0].state == "filled" and bool({*found[0].problems} & {*NOT_READ, "unit_unknown"})

    def left_out(self, report: str, table: str) -> bool:
        """Whether some figures of a table were not read."""
        return any({*each.problems} & LEFT_OUT for each in self._tables.get((report, table), []))

    def prints_blank(self, report: str, address: Address) -> bool:
        """Whether the place of an address is printed, read, and holds no figure: such a place is nothing, not unknown."""
        if self.unavailable(report, address.table) or self.left_out(report, address.table) or self.facts(report, address):
            return False
        return any(each.state == "empty" for each in self._tables.get((report, address.table), [])) or self._prints(report, address)

    def _prints(self, report: str, address: Address) -> bool:
        definition = self._definitions.tables[address.table]
        names = {name for line in definition.lines if line.key == address.line for name in line.names}
        ordinal = self._definitions.patterns["ordinal"]
        labels = {
            fold(text)
            for table in self._tables.get((report, address.table), [])
            for text in labels_in(self._library, report, table.table_no)
        }
        return any(label in names or ordinal.sub("", label) in names for label in labels)

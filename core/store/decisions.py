"""What people say and decide: answers, drawings, accepted findings, findings looked at, checks switched off, views given a name."""

from collections.abc import Mapping, Sequence

import duckdb

from core.errors import LibraryError
from core.model import Change, Drawing, ListedUnit
from core.store import changes, drawings, event_log, saved_views, told, units
from core.store.writer import LibraryWriter, now


class Decisions(LibraryWriter):
    """Whoever decides gives a name (`who`, else the person of the library) and a reason.

    Methods that decide raise LibraryError who_missing · why_missing; an event is a number of the log, which `undo` takes back.
    """

    def answer(self, report: str, field: str, value: str, table_no: int | None = None) -> None:
        """Keeps what a person said (field: unit_name, fiscal_year, kind, or unit of a table).  A later answer replaces an earlier one,

        and holds again when it is taken back.

        Of a table key and page are kept: its number may become another when the report is read again.
        """
        file = self.known(report).file
        table = self._row('SELECT "table", first_page FROM printed_table WHERE report = ? AND table_no = ?', [report, table_no])
        place = table or ("", None)
        with self._transaction() as cursor:
            subject = told.answer_subject(field, *place)
            self._say(cursor, "answer", report, file, subject, value, field=field, table_no=table_no)

    def answers(self, report: str) -> dict[str, str]:
        """What a person said of a report: `unit_name`, `fiscal_year`, `kind`, and `unit:KEY:PAGE` for the unit of a table."""
        found = self.cursor().execute('SELECT field, "table", page, value FROM answer WHERE report = ? ORDER BY ALL', [report])
        said = [(field, table, "" if page is None else page, value) for field, table, page, value in found.fetchall()]
        return {f"{field}:{table}:{page}" if table else field: value for field, table, page, value in said}

    def draw(self, report: str, drawing: Drawing) -> None:
        """Keeps a table a person drew on a page; it replaces one of the same table on the same page."""
        file = self.known(report).file
        with self._transaction() as cursor:
            subject = told.drawing_subject(drawing.table, drawing.page)
            self._say(cursor, "draw", report, file, subject, told.drawing_value(drawing), table=drawing.table, page=drawing.page)

    def undraw(self, report: str, table: str) -> None:
        """Removes what a person drew of a table, an event for each page."""
        file = self.known(report).file
        with self._transaction() as cursor:
            for page in [drawing.page for drawing in drawings.of_report(cursor, report) if drawing.table == table]:
                self._say(cursor, "undraw", report, file, told.drawing_subject(table, page), "", table=table, page=page)

    def list_units(self, listed: Sequence[ListedUnit], file: str) -> None:
        """Keeps the list of units reports are expected of in the place of the earlier one; [] takes it away.  `file`: where it is from."""
        with self._transaction() as cursor:
            units.keep(cursor, listed)
            self._record(cursor, "list_units", "", file, units=len(listed))

    def accept(self, report: str, identities: Sequence[str], value: str, why: str, who: str | None = None) -> int:
        """Accepts findings with a reason (`value`: as_printed, layout or other): they stay what they are and say so everywhere.

        Another version of the report does not inherit it.  Returns the event.  Raises LibraryError no_such_finding.
        """
        return self._decide(Change("accept", report, "", value, self._reason(why)), identities, who)

    def accept_together(self, findings: Mapping[str, Sequence[str]], value: str, why: str, who: str | None = None) -> list[int]:
        """Accepts findings of several reports (report → identities) for one reason, all or none; an event for each report, told as one.

        Each can be taken back alone; `undo_together` takes back all.  Raises as `accept`.
        """
        numbers: list[int] = []
        with self._transaction() as cursor:
            for report, identities in findings.items():
                first = {"together": numbers[0]} if numbers else {"together": event_log.next_number(cursor)}
                change = Change("accept", report, "", value, self._reason(why))
                numbers.append(self._decided(cursor, change, identities, self._name(who), first))
        return numbers

    def together(self, number: int) -> list[int]:
        """The events of findings accepted together with those of this event, itself included; [number] for any other event."""
        same = "json_extract_string(details, '$.together')"
        asked = f"SELECT event_no FROM event WHERE action = 'accept' AND {same} = (SELECT {same} FROM event WHERE event_no = ?) ORDER BY 1"
        return [found for (found,) in self.cursor().execute(asked, [number]).fetchall()] or [number]

    def undo_together(self, number: int, who: str | None = None) -> list[int]:
        """Takes back what is left of findings accepted together, all or none.  Returns the events.  Raises LibraryError nothing_to_undo."""
        who = self._name(who)
        with self._transaction() as cursor:
            undone = [self._taken_back(cursor, each, who) for each in self.together(number)]
            if not any(undone):
                raise LibraryError("nothing_to_undo", event=number)
        return [event for event in undone if event]

    def undo_only(self, number: int, identities: Sequence[str], who: str | None = None) -> int:
        """Takes back what an event decided of these findings; what it decided of others stays.  Returns the event.

        Raises LibraryError nothing_to_undo.
        """
        who = self._name(who)
        with self._transaction() as cursor:
            by = self._taken_back(cursor, number, who, identities)
            if not by:
                raise LibraryError("nothing_to_undo", event=number)
        return by

    def review(self, report: str, identities: Sequence[str], value: str, who: str | None = None) -> int:
        """Keeps that a person looked at findings: `value` is confirmed or doubted.  Returns the event.  Raises as `accept`."""
        return self._decide(Change("review", report, "", value, ""), identities, who)

    def reviews(self, report: str) -> dict[str, Change]:
        """Identity of a finding → how it was looked at."""
        return {change.subject: change for change in changes.held(self.cursor(), "review", report)}

    def accepted(self, report: str) -> dict[str, Change]:
        """Identity of a finding → its exception; also of findings that came to something else since."""
        return {change.subject: change for change in changes.held(self.cursor(), "accept", report)}

    def corrections(self, report: str) -> list[Change]:
        """The corrections of a report that are in force."""
        return changes.held(self.cursor(), "correct", report)

    def changes(self, report: str | None = None) -> list[Change]:
        """Everything people decided (of a report), also what was taken back, in order."""
        return changes.every(self.cursor(), report)

    def switch_off(self, check: str, why: str, who: str | None = None) -> int:
        """Has a check no longer run, in the whole library; findings made before stay until the checks run again.  Returns the event."""
        who, why = self._name(who), self._reason(why)
        with self._transaction() as cursor:
            at = now()
            number = self._record(cursor, "switch_off", "", "", who, at, subjects=[check], why=why)
            changes.keep(cursor, Change("switch_off", "", check, "", why, who=who, at=at, number=number))
        return number

    def switch_on(self, check: str, who: str | None = None) -> int:
        """Has a check run again.  Returns the event; 0 when it was not switched off."""
        who = self._name(who)
        off = next((change for change in changes.held(self.cursor(), "switch_off") if change.subject == check), None)
        if off is None:
            return 0
        with self._transaction() as cursor:
            number = self._record(cursor, "switch_on", "", "", who, checks=[check], undone=[off.number])
            changes.turn(cursor, off.number, number)
        return number

    def switched_off(self) -> dict[str, str]:
        """Number of a check that is switched off → the reason."""
        return {change.subject: change.why for change in changes.held(self.cursor(), "switch_off")}

    def keep_view(self, screen: str, name: str, view: str) -> None:
        """Keeps what a screen shows under a name; it replaces the view of that name."""
        with self._transaction() as cursor:
            saved_views.keep(cursor, screen, name, view, now())

    def delete_view(self, screen: str, name: str) -> None:
        """Removes a kept view; one that is not there is no error."""
        with self._transaction() as cursor:
            saved_views.delete(cursor, screen, name)

    def history(self, report: str | None = None) -> list[dict[str, object]]:
        """The log (of a report), in order, each event as in events.log: details are an object, hash is the last key."""
        found = event_log.events(self.cursor())
        return found if report is None else [event for event in found if event["report"] == report]

    def _say(
        self, cursor: duckdb.DuckDBPyConnection, action: str, report: str, file: str, subject: str, value: str, **more: object
    ) -> None:
        """Keeps an answer or a drawing inside a transaction, as a decision that can be taken back."""
        at, who, before = now(), self.person(), told.before(cursor, report, subject)
        number = self._record(cursor, action, report, file, who, at, subjects=[subject], value=value, **before, **more)
        kind = "answer" if action == "answer" else "draw"
        told.keep(cursor, Change(kind, report, subject, value, "", **before, who=who, at=at, number=number))

    def _decide(self, change: Change, identities: Sequence[str], who: str | None) -> int:
        with self._transaction() as cursor:
            return self._decided(cursor, change, identities, self._name(who), {})

    def _decided(
        self, cursor: duckdb.DuckDBPyConnection, change: Change, identities: Sequence[str], who: str, more: Mapping[str, object]
    ) -> int:
        """Keeps a decision on findings inside a transaction; its event, which tells `more` as well."""
        file = self.known(change.report).file
        found = cursor.execute('SELECT "identity" FROM finding WHERE report = ?', [change.report]).fetchall()
        if not identities or not set(identities) <= {identity for (identity,) in found if identity}:
            raise LibraryError("no_such_finding")
        at = now()
        details = {"subjects": list(identities), "value": change.value, "why": change.why, **more}
        number = self._record(cursor, change.kind, change.report, file, who, at, **details)
        for identity in identities:
            kept = Change(change.kind, change.report, identity, change.value, change.why, who=who, at=at, number=number)
            changes.keep(cursor, kept)
        self._fill_exceptions(cursor, change.report)
        return number

    def _taken_back(self, cursor: duckdb.DuckDBPyConnection, number: int, who: str, only: Sequence[str] = ()) -> int:
        """Takes back a decision on findings inside a transaction; the event, 0 where nothing is left of it."""
        concerned = changes.of_event(cursor, number)
        by = event_log.next_number(cursor)
        turned = changes.turn(cursor, number, by, only)
        if not turned:
            return 0
        report = concerned[0].report
        self._record(cursor, "undo", report, self._file(cursor, report), who, **turned)
        self._fill_exceptions(cursor, report)
        return by

    def _file(self, cursor: duckdb.DuckDBPyConnection, report: str) -> str:
        row = cursor.execute("SELECT file FROM report WHERE report = ?", [report]).fetchone()
        return row[0] if row else ""

    def _exceptions(self, cursor: duckdb.DuckDBPyConnection, report: str) -> dict[str, str]:
        """Identity of a finding → what its column `exception` says."""
        held = changes.held(cursor, "accept", report)
        return {change.subject: self._definitions.message(f"exception_{change.value}", why=change.why) for change in held}

    def _fill_exceptions(self, cursor: duckdb.DuckDBPyConnection, report: str) -> None:
        cursor.execute("""UPDATE finding SET "exception" = '' WHERE report = ? AND "exception" <> '' """, [report])
        for identity, text in self._exceptions(cursor, report).items():
            cursor.execute('UPDATE finding SET "exception" = ? WHERE report = ? AND "identity" = ?', [text, report, identity])

    def _name(self, who: str | None) -> str:
        name = self.person() if who is None else who.strip()
        if not name:
            raise LibraryError("who_missing")
        return name

    def _reason(self, why: str) -> str:
        if not why.strip():
            raise LibraryError("why_missing")
        return why.strip()

"""Reports whose checks ran before one of them was switched off or on: told by the findings themselves, never by a clock."""

from core.store.library import Library

_OFF = "switched_off"  # the reason of a finding


def outdated(library: Library, report: str | None = None) -> dict[str, tuple[str, ...]]:
    """Report → the checks that were switched off (or off for another reason) or on since its checks ran; {} where none was.

    All reports, or only the one asked for, by unit and year.
    """
    off = library.switched_off()
    rows = library.cursor().execute(
        """SELECT f.report, list(DISTINCT f."check" ORDER BY f."check")
        FROM finding f JOIN report r USING (report)
        LEFT JOIN (SELECT unnest($1::VARCHAR[]) AS "check", unnest($2::VARCHAR[]) AS why) o ON o."check" = f."check"
        WHERE ($4 = '' OR f.report = $4)
            AND ((o.why IS NOT NULL AND (f.reason <> $3 OR NOT contains(f.message, o.why))) OR (o.why IS NULL AND f.reason = $3))
        GROUP BY ALL ORDER BY any_value(r.unit_name), any_value(r.fiscal_year), f.report""",
        [list(off), list(off.values()), _OFF, report or ""],
    )
    return {number: tuple(checks) for number, checks in rows.fetchall()}

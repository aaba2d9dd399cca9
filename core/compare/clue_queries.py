"""The queries of the clues: pairs of figures of the compared reports that differ by a power of ten or not at all, and round ones.

Every pair gives the columns of a spot, those of the other with `other_` before them, and `size` in fen.
"""

_KEPT = """
WITH kept AS (
    SELECT f.report, r.unit_name, r.fiscal_year AS year, f."table", f.table_no, f.side, f.parent_line, f.line, f.line_code, f.line_name,
        f."column", f.role, f.printed, f.unit, f.cell_row || '.' || f.cell_column AS cell, f.page,
        abs(f.amount_fen) AS size, f.amount_fen, f.fact_no,
        rtrim(CAST(abs(f.amount_fen) AS VARCHAR), '0') AS digits
    FROM fact f JOIN report r USING (report)
    WHERE f.report IN (SELECT unnest($reports)) AND f.amount_fen <> 0
)"""
_SPOT = ("report", "unit_name", "year", "table", "table_no", "line_name", "column", "printed", "unit", "cell", "page")
_PAIR = ", ".join([f'a."{name}"' for name in _SPOT] + [f'b."{name}" AS "other_{name}"' for name in _SPOT])
_SAME_PLACE = """a."table" = b."table" AND a.side = b.side AND a.line = b.line AND a."column" = b."column"
    AND (a.parent_line = b.parent_line OR a.line_code <> '')"""

# A cell against the nearest year before; `middle`: how the table changed on the whole.  A table that changed as a whole gives one row.
BETWEEN_YEARS = (
    _KEPT
    + f""", years AS (SELECT DISTINCT unit_name, year, lag(year) OVER (PARTITION BY unit_name ORDER BY year) AS before
        FROM (SELECT DISTINCT unit_name, year FROM kept)),
    pairs AS (
        SELECT {_PAIR}, greatest(a.size, b.size) AS size, least(a.size, b.size) AS least, a.fact_no, a.role,
            CAST(a.size AS DOUBLE) / b.size AS ratio
        FROM kept a JOIN years y ON y.unit_name = a.unit_name AND y.year = a.year
        JOIN kept b ON b.unit_name = a.unit_name AND b.year = y.before AND {_SAME_PLACE}
    ),
    typical AS (
        SELECT *, median(ln(ratio)) OVER t AS middle, count(*) OVER t AS n,
            row_number() OVER (PARTITION BY report, table_no, other_report ORDER BY size DESC, fact_no) AS place
        FROM pairs WINDOW t AS (PARTITION BY report, table_no, other_report)
    ),
    judged AS (
        SELECT t.*, p.power, abs(abs(middle) - ln(p.power)) <= ln(CASE WHEN p.power >= 1000 THEN $far ELSE $near END) AS whole
        FROM typical t CROSS JOIN (SELECT unnest($times) AS power) p
        WHERE n >= $lines AND least >= $least AND abs(abs(ln(ratio)) - ln(p.power)) <= ln($far)
    )
    SELECT * FROM judged
    WHERE (whole AND place = 1) OR (NOT whole AND abs(middle) <= ln($far) AND abs(abs(ln(ratio)) - ln(power)) <= ln($near))
    ORDER BY report, fact_no"""
)

# Other units of the same year with the same digits: the larger against the smaller.
BETWEEN_UNITS = (
    _KEPT
    + f"""SELECT {_PAIR}, a.size, p.power
    FROM kept a JOIN kept b ON a.digits = b.digits AND a.year = b.year AND a.unit_name <> b.unit_name AND {_SAME_PLACE}
    JOIN (SELECT unnest($times) AS power) p ON a.size = b.size * p.power
    WHERE length(a.digits) >= $digits AND b.size >= $least ORDER BY a.report, a.fact_no, b.report, b.fact_no"""
)

_REPEATED = _KEPT + f"""SELECT {_PAIR}, a.size FROM kept a JOIN kept b ON a.amount_fen = b.amount_fen AND {{where}}
    WHERE length(a.digits) >= $digits AND a.size >= $least ORDER BY a.report, a.fact_no, b.report, b.fact_no"""
_DETAIL = "a.role = 'detail' AND b.role = 'detail'"
IN_YEARS = _REPEATED.format(where=f"a.unit_name = b.unit_name AND a.year > b.year AND {_DETAIL} AND {_SAME_PLACE}")
IN_UNITS = _REPEATED.format(where=f"a.unit_name < b.unit_name AND a.year = b.year AND {_DETAIL} AND {_SAME_PLACE}")
IN_LINES = _REPEATED.format(
    where=f"""a.report = b.report AND a.table_no = b.table_no AND a.side = b.side AND a."column" = b."column" AND a.line <> b.line
    AND a.fact_no > b.fact_no AND {_DETAIL} AND a.parent_line <> b.line AND b.parent_line <> a.line
    AND a.line_code <> '' AND b.line_code <> ''"""
)

ROUND = (
    _KEPT
    + """, counted AS (
        SELECT *, count(*) OVER t AS n, count(*) FILTER (amount_fen % $step = 0) OVER t AS round,
            row_number() OVER (PARTITION BY report, table_no, amount_fen % $step = 0 ORDER BY size DESC, fact_no) AS place
        FROM kept WHERE role = 'detail' AND "column" <> 'budget' WINDOW t AS (PARTITION BY report, table_no)
    )
    SELECT * FROM counted WHERE amount_fen % $step = 0 AND place = 1 AND n >= $fewest AND round >= n * $share ORDER BY report, table_no"""
)

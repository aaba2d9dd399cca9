-- The figures of the narrative as numbers: `number` as printed, `amount_fen` where it is money.
SELECT n.report, n.statement_no, n.section, n.subject, n.measure, n.basis, n.line_code, n.unit, n.number, n.derived_low, n.derived_high,
  CAST(round(CASE n.unit WHEN '亿元' THEN 10000000000 WHEN '万元' THEN 1000000 WHEN '万' THEN 1000000 WHEN '元' THEN 100 END * n.number) AS BIGINT)
    AS amount_fen
FROM (
  SELECT s.report, s.statement_no, s.section, s.subject, s.measure, s.basis, s.line_code, s.unit, s.derived_low, s.derived_high,
    CASE WHEN translate(s.value, '0123456789', '') IN ('', '.', '-', '-.') AND s.value NOT IN ('', '.', '-', '-.') AND s.value NOT LIKE '_%-%'
      THEN CAST(s.value AS DECIMAL(24, 6)) END AS number
  FROM statement s
) n

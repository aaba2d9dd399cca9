-- name zh: 最大功能类支出占比
-- name en: Share of the largest functional class
-- unit zh: %
-- unit en: %
-- formula zh: 支出最多的功能类 ÷ 各类之和 × 100
-- formula en: Largest functional class ÷ sum of the classes × 100
-- scope zh: 支出决算表的类级科目；各类之和不等于合计时也按各类之和计算。
-- scope en: Classes of the statement of expenditure; measured against the sum of the classes.
-- undefined zh: 没有读出支出决算表的类级科目，或有负数。
-- undefined en: No class of the statement of expenditure was read, or one is negative.
-- theme: structure
-- kind: percent
-- needs: expenditure
SELECT s.report, 1e2 * s.largest / s.total AS value, s.facts
FROM (
  SELECT f.report, f.table_no, sum(f.amount_fen) AS total, max(f.amount_fen) AS largest, min(f.amount_fen) AS least,
    sum(1e0 * f.amount_fen * f.amount_fen) AS squares, string_agg(CAST(f.fact_no AS VARCHAR(12)), ';') AS facts
  FROM fact f
  WHERE f."table" = 'expenditure' AND f."column" = 'total' AND length(f.line_code) = 3
  GROUP BY f.report, f.table_no
) s
WHERE s.least >= 0 AND s.total > 0

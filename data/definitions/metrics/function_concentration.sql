-- name zh: 功能分类集中度（HHI）
-- name en: Concentration of functions (HHI)
-- unit zh: 指数
-- unit en: index
-- formula zh: 各功能类支出占比的平方和（1 表示全在一类）
-- formula en: Sum of the squared shares of the functional classes (1: all in one)
-- scope zh: 支出决算表的类级科目；各类之和不等于合计时也按各类之和计算。
-- scope en: Classes of the statement of expenditure; measured against the sum of the classes.
-- undefined zh: 没有读出支出决算表的类级科目，或有负数。
-- undefined en: No class of the statement of expenditure was read, or one is negative.
-- theme: structure
-- kind: score
-- needs: expenditure
SELECT s.report, s.squares / (1e0 * s.total * s.total) AS value, s.facts
FROM (
  SELECT f.report, f.table_no, sum(f.amount_fen) AS total, max(f.amount_fen) AS largest, min(f.amount_fen) AS least,
    sum(1e0 * f.amount_fen * f.amount_fen) AS squares, string_agg(CAST(f.fact_no AS VARCHAR(12)), ';') AS facts
  FROM fact f
  WHERE f."table" = 'expenditure' AND f."column" = 'total' AND length(f.line_code) = 3
  GROUP BY f.report, f.table_no
) s
WHERE s.least >= 0 AND s.total > 0

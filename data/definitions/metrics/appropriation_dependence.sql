-- name zh: 财政拨款依赖度
-- name en: Dependence on appropriations
-- unit zh: %
-- unit en: %
-- formula zh: 财政拨款收入 ÷ 本年收入合计 × 100
-- formula en: Appropriations ÷ total revenue of the year × 100
-- scope zh: 收入决算表的合计行。
-- scope en: Total line of the statement of revenue.
-- undefined zh: 两个数缺一个，或分母不大于 0。
-- undefined en: One of the two is missing, or the denominator is not above 0.
-- theme: sources
-- kind: percent
-- needs: revenue
SELECT a.report, 1e2 * a.amount_fen / b.amount_fen AS value, concat_ws(';', a.fact_no, b.fact_no) AS facts
FROM fact a JOIN fact b ON b.report = a.report
WHERE a."table" = 'revenue' AND a.line = 'total' AND a."column" = 'appropriation'
  AND b."table" = 'revenue' AND b.line = 'total' AND b."column" = 'total' AND b.amount_fen > 0

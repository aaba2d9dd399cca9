-- name zh: 项目支出占比
-- name en: Share of project expenditure
-- unit zh: %
-- unit en: %
-- formula zh: 项目支出 ÷ 本年支出合计 × 100
-- formula en: Project expenditure ÷ total expenditure × 100
-- scope zh: 支出决算表的合计行，含各种资金来源。
-- scope en: Total line of the statement of expenditure, all sources of money.
-- undefined zh: 两个数缺一个，或分母不大于 0。
-- undefined en: One of the two is missing, or the denominator is not above 0.
-- theme: structure
-- kind: percent
-- needs: expenditure
SELECT a.report, 1e2 * a.amount_fen / b.amount_fen AS value, concat_ws(';', a.fact_no, b.fact_no) AS facts
FROM fact a JOIN fact b ON b.report = a.report
WHERE a."table" = 'expenditure' AND a.line = 'total' AND a."column" = 'project'
  AND b."table" = 'expenditure' AND b.line = 'total' AND b."column" = 'total' AND b.amount_fen > 0

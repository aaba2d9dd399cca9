-- name zh: 一般公共预算项目支出占比
-- name en: Share of projects in general public budget expenditure
-- unit zh: %
-- unit en: %
-- formula zh: 一般公共预算项目支出 ÷ 一般公共预算支出合计 × 100
-- formula en: Project expenditure ÷ general public budget expenditure × 100
-- scope zh: 一般公共预算财政拨款支出决算表，只含一般公共预算财政拨款。
-- scope en: General public budget appropriations only.
-- undefined zh: 两个数缺一个，或分母不大于 0。
-- undefined en: One of the two is missing, or the denominator is not above 0.
-- theme: structure
-- kind: percent
-- needs: general_budget_expenditure
SELECT a.report, 1e2 * a.amount_fen / b.amount_fen AS value, concat_ws(';', a.fact_no, b.fact_no) AS facts
FROM fact a JOIN fact b ON b.report = a.report
WHERE a."table" = 'general_budget_expenditure' AND a.line = 'total' AND a."column" = 'project'
  AND b."table" = 'general_budget_expenditure' AND b.line = 'total' AND b."column" = 'total' AND b.amount_fen > 0

-- name zh: “三公”经费占一般公共预算支出比重
-- name en: "Three public" expenses, share of general public budget expenditure
-- unit zh: %
-- unit en: %
-- formula zh: “三公”经费决算数 ÷ 一般公共预算财政拨款支出合计 × 100
-- formula en: Executed amount ÷ general public budget expenditure × 100
-- scope zh: “三公”经费为财政拨款口径；两表缺一不计算。
-- scope en: Money from appropriations; both tables are needed.
-- undefined zh: 两个数缺一个，或分母不大于 0。
-- undefined en: One of the two is missing, or the denominator is not above 0.
-- theme: three_public
-- kind: percent
-- needs: three_public, general_budget_expenditure
SELECT a.report, 1e2 * a.amount_fen / b.amount_fen AS value, concat_ws(';', a.fact_no, b.fact_no) AS facts
FROM fact a JOIN fact b ON b.report = a.report
WHERE a."table" = 'three_public' AND a.line = 'total' AND a."column" = 'executed'
  AND b."table" = 'general_budget_expenditure' AND b.line = 'total' AND b."column" = 'total' AND b.amount_fen > 0

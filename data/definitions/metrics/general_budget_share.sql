-- name zh: 一般公共预算支出占本年支出比重
-- name en: General public budget expenditure, share of all expenditure
-- unit zh: %
-- unit en: %
-- formula zh: 一般公共预算财政拨款支出 ÷ 本年支出合计 × 100
-- formula en: General public budget expenditure ÷ total expenditure × 100
-- scope zh: 分子只含一般公共预算财政拨款，分母含各种资金来源。
-- scope en: Numerator: general public budget only; denominator: all sources of money.
-- undefined zh: 两个数缺一个，或分母不大于 0。
-- undefined en: One of the two is missing, or the denominator is not above 0.
-- theme: structure
-- kind: percent
-- needs: general_budget_expenditure, expenditure
SELECT a.report, 1e2 * a.amount_fen / b.amount_fen AS value, concat_ws(';', a.fact_no, b.fact_no) AS facts
FROM fact a JOIN fact b ON b.report = a.report
WHERE a."table" = 'general_budget_expenditure' AND a.line = 'total' AND a."column" = 'total'
  AND b."table" = 'expenditure' AND b.line = 'total' AND b."column" = 'total' AND b.amount_fen > 0

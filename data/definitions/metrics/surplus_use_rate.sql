-- name zh: 使用非财政拨款结余占本年支出比重
-- name en: Non-appropriation surplus used, share of expenditure
-- unit zh: %
-- unit en: %
-- formula zh: 使用非财政拨款结余 ÷ 本年支出合计 × 100
-- formula en: Non-appropriation surplus used ÷ total expenditure × 100
-- scope zh: 收入支出决算总表，含各种来源。
-- scope en: Summary of revenue and expenditure, all sources.
-- undefined zh: 两个数缺一个，或分母不大于 0。
-- undefined en: One of the two is missing, or the denominator is not above 0.
-- theme: carryover
-- kind: percent
-- needs: revenue_expenditure_summary
SELECT a.report, 1e2 * a.amount_fen / b.amount_fen AS value, concat_ws(';', a.fact_no, b.fact_no) AS facts
FROM fact a JOIN fact b ON b.report = a.report
WHERE a."table" = 'revenue_expenditure_summary' AND a.side = 'revenue' AND a.line = 'use_of_non_appropriation_surplus' AND a."column" = 'amount' AND a.parent_line = ''
  AND b."table" = 'revenue_expenditure_summary' AND b.side = 'expenditure' AND b.line = 'total_expenditure' AND b."column" = 'amount' AND b.parent_line = '' AND b.amount_fen > 0

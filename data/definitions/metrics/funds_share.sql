-- name zh: 政府性基金支出占财政拨款支出比重
-- name en: Government-managed funds, share of appropriation expenditure
-- unit zh: %
-- unit en: %
-- formula zh: 政府性基金预算财政拨款支出 ÷ 财政拨款本年支出合计 × 100
-- formula en: Government-managed funds spent ÷ appropriation expenditure × 100
-- scope zh: 财政拨款收入支出决算总表。
-- scope en: Summary of fiscal appropriations.
-- undefined zh: 两个数缺一个，或分母不大于 0。
-- undefined en: One of the two is missing, or the denominator is not above 0.
-- theme: structure
-- kind: percent
-- needs: appropriation_summary
SELECT a.report, 1e2 * a.amount_fen / b.amount_fen AS value, concat_ws(';', a.fact_no, b.fact_no) AS facts
FROM fact a JOIN fact b ON b.report = a.report
WHERE a."table" = 'appropriation_summary' AND a.side = 'expenditure' AND a.line = 'total_expenditure' AND a."column" = 'government_managed_funds' AND a.parent_line = ''
  AND b."table" = 'appropriation_summary' AND b.side = 'expenditure' AND b.line = 'total_expenditure' AND b."column" = 'total' AND b.parent_line = '' AND b.amount_fen > 0

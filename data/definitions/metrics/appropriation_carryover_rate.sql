-- name zh: 财政拨款结转结余率
-- name en: Carry-over rate of appropriations
-- unit zh: %
-- unit en: %
-- formula zh: 年末财政拨款结转和结余 ÷ 财政拨款总计 × 100
-- formula en: Closing balance of appropriations ÷ grand total of appropriations × 100
-- scope zh: 财政拨款收入支出决算总表。
-- scope en: Summary of fiscal appropriations.
-- undefined zh: 两个数缺一个，或分母不大于 0。
-- undefined en: One of the two is missing, or the denominator is not above 0.
-- theme: carryover
-- kind: percent
-- needs: appropriation_summary
SELECT a.report, 1e2 * a.amount_fen / b.amount_fen AS value, concat_ws(';', a.fact_no, b.fact_no) AS facts
FROM fact a JOIN fact b ON b.report = a.report
WHERE a."table" = 'appropriation_summary' AND a.side = 'expenditure' AND a.line = 'closing_balance' AND a."column" = 'total' AND a.parent_line = ''
  AND b."table" = 'appropriation_summary' AND b.side = 'expenditure' AND b.line = 'grand_total' AND b."column" = 'total' AND b.parent_line = '' AND b.amount_fen > 0

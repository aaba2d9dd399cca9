-- name zh: 结转结余率
-- name en: Carry-over rate
-- unit zh: %
-- unit en: %
-- formula zh: 年末结转和结余 ÷ 收入总计 × 100
-- formula en: Closing balance ÷ grand total of revenue × 100
-- scope zh: 收入总计含使用非财政拨款结余和年初结转和结余。
-- scope en: The grand total includes surplus used and the opening balance.
-- undefined zh: 两个数缺一个，或分母不大于 0。
-- undefined en: One of the two is missing, or the denominator is not above 0.
-- theme: carryover
-- kind: percent
-- needs: revenue_expenditure_summary
SELECT a.report, 1e2 * a.amount_fen / b.amount_fen AS value, concat_ws(';', a.fact_no, b.fact_no) AS facts
FROM fact a JOIN fact b ON b.report = a.report
WHERE a."table" = 'revenue_expenditure_summary' AND a.side = 'expenditure' AND a.line = 'closing_balance' AND a."column" = 'amount' AND a.parent_line = ''
  AND b."table" = 'revenue_expenditure_summary' AND b.side = 'revenue' AND b.line = 'grand_total' AND b."column" = 'amount' AND b.parent_line = '' AND b.amount_fen > 0

-- name zh: 结转结余变动
-- name en: Change of the balance carried over
-- unit zh: 万元
-- unit en: 10,000 yuan
-- formula zh: 年末结转和结余 − 年初结转和结余
-- formula en: Closing balance less opening balance
-- scope zh: 收入支出决算总表，含各种来源。
-- scope en: Summary of revenue and expenditure, all sources.
-- undefined zh: 两个数缺一个；空白不当作 0。
-- undefined en: One of the two is missing; a blank is not taken for 0.
-- theme: carryover
-- kind: money
-- needs: revenue_expenditure_summary
SELECT a.report, a.amount_fen - b.amount_fen AS value, concat_ws(';', a.fact_no, b.fact_no) AS facts
FROM fact a JOIN fact b ON b.report = a.report
WHERE a."table" = 'revenue_expenditure_summary' AND a.side = 'expenditure' AND a.line = 'closing_balance' AND a."column" = 'amount' AND a.parent_line = ''
  AND b."table" = 'revenue_expenditure_summary' AND b.side = 'revenue' AND b.line = 'opening_balance' AND b."column" = 'amount' AND b.parent_line = ''

-- name zh: 本年收支差额
-- name en: Balance of the year
-- unit zh: 万元
-- unit en: 10,000 yuan
-- formula zh: 本年收入合计 − 本年支出合计
-- formula en: Total revenue less total expenditure of the year
-- scope zh: 收入支出决算总表；负数表示当年支出大于当年收入，差额由年初结转和结余等弥补。
-- scope en: Summary table; negative when the year spent more than it received, covered by earlier balances.
-- undefined zh: 两个数缺一个；空白不当作 0。
-- undefined en: One of the two is missing; a blank is not taken for 0.
-- theme: size
-- kind: money
-- needs: revenue_expenditure_summary
SELECT a.report, a.amount_fen - b.amount_fen AS value, concat_ws(';', a.fact_no, b.fact_no) AS facts
FROM fact a JOIN fact b ON b.report = a.report
WHERE a."table" = 'revenue_expenditure_summary' AND a.side = 'revenue' AND a.line = 'total_revenue' AND a."column" = 'amount' AND a.parent_line = ''
  AND b."table" = 'revenue_expenditure_summary' AND b.side = 'expenditure' AND b.line = 'total_expenditure' AND b."column" = 'amount' AND b.parent_line = ''

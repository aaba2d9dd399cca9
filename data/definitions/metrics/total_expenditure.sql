-- name zh: 本年支出
-- name en: Expenditure of the year
-- unit zh: 万元
-- unit en: 10,000 yuan
-- formula zh: 收入支出决算总表的本年支出合计
-- formula en: Total expenditure of the year in the summary table
-- scope zh: 收入支出决算总表，含各种来源。
-- scope en: Summary of revenue and expenditure, all sources.
-- undefined zh: 表里没有读出这个数；空白不当作 0。
-- undefined en: The figure was not read from the table; a blank is not taken for 0.
-- theme: size
-- kind: money
-- needs: revenue_expenditure_summary
SELECT a.report, a.amount_fen AS value, concat_ws(';', a.fact_no) AS facts
FROM fact a
WHERE a."table" = 'revenue_expenditure_summary' AND a.side = 'expenditure' AND a.line = 'total_expenditure' AND a."column" = 'amount' AND a.parent_line = ''

-- name zh: 一般公共预算财政拨款支出
-- name en: General public budget expenditure
-- unit zh: 万元
-- unit en: 10,000 yuan
-- formula zh: 一般公共预算财政拨款支出决算表的合计
-- formula en: Total of the table of general public budget expenditure
-- scope zh: 一般公共预算财政拨款支出决算表，只含一般公共预算财政拨款。
-- scope en: General public budget appropriations only.
-- undefined zh: 表里没有读出这个数；空白不当作 0。
-- undefined en: The figure was not read from the table; a blank is not taken for 0.
-- theme: size
-- kind: money
-- needs: general_budget_expenditure
SELECT a.report, a.amount_fen AS value, concat_ws(';', a.fact_no) AS facts
FROM fact a
WHERE a."table" = 'general_budget_expenditure' AND a.line = 'total' AND a."column" = 'total'

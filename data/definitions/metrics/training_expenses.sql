-- name zh: 培训费（基本支出）
-- name en: Training (basic expenditure)
-- unit zh: 万元
-- unit en: 10,000 yuan
-- formula zh: 基本支出决算表经济科目 30216 培训费
-- formula en: Economic item 30216 of the table of basic expenditure
-- scope zh: 一般公共预算财政拨款基本支出；人员经费为 301、303 类，公用经费为其余各类。
-- scope en: Basic expenditure of the general public budget; personnel: classes 301 and 303, operating: the others.
-- undefined zh: 表里没有读出这个数；空白不当作 0。
-- undefined en: The figure was not read from the table; a blank is not taken for 0.
-- theme: three_public
-- kind: money
-- needs: general_budget_basic
SELECT a.report, a.amount_fen AS value, concat_ws(';', a.fact_no) AS facts
FROM fact a
WHERE a."table" = 'general_budget_basic' AND a.line = '30216' AND a."column" = 'amount'

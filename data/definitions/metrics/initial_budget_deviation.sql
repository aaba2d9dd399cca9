-- name zh: 决算与年初预算之差
-- name en: Expenditure less initial budget
-- unit zh: 万元
-- unit en: 10,000 yuan
-- formula zh: 一般公共预算财政拨款支出 − 说明中的年初预算
-- formula en: General public budget expenditure less the initial budget told in the text
-- scope zh: 年初预算取自情况说明的文字。
-- scope en: The initial budget is told in the text.
-- undefined zh: 两个数缺一个，说明里的数前后不同，或分母不大于 0。
-- undefined en: One of the two is missing, the text gives different figures, or the denominator is not above 0.
-- theme: budget
-- kind: money
-- needs: general_budget_expenditure, statement
SELECT a.report, a.amount_fen - s.amount_fen AS value, concat_ws(';', a.fact_no) AS facts, concat_ws(';', s.statement_no) AS statements
FROM fact a JOIN stated s ON s.report = a.report
WHERE a."table" = 'general_budget_expenditure' AND a.line = 'total' AND a."column" = 'total'
  AND s.subject LIKE '一般公共预算%支出%' AND s.measure = 'budget' AND s.basis LIKE '年初预算%' AND s.line_code = '' AND s.amount_fen >= 0

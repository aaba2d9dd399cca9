-- name zh: 年初预算完成率
-- name en: Completion of the initial budget
-- unit zh: %
-- unit en: %
-- formula zh: 一般公共预算财政拨款支出 ÷ 说明中的年初预算 × 100
-- formula en: General public budget expenditure ÷ initial budget told in the text × 100
-- scope zh: 年初预算取自情况说明的文字；超过 100% 多因年中追加。
-- scope en: The initial budget is told in the text; more than 100% mostly comes from additions during the year.
-- undefined zh: 两个数缺一个，说明里的数前后不同，或分母不大于 0。
-- undefined en: One of the two is missing, the text gives different figures, or the denominator is not above 0.
-- theme: budget
-- kind: percent
-- needs: general_budget_expenditure, statement
SELECT a.report, 1e2 * a.amount_fen / s.amount_fen AS value, concat_ws(';', a.fact_no) AS facts, concat_ws(';', s.statement_no) AS statements
FROM fact a JOIN stated s ON s.report = a.report
WHERE a."table" = 'general_budget_expenditure' AND a.line = 'total' AND a."column" = 'total'
  AND s.subject LIKE '一般公共预算%支出%' AND s.measure = 'budget' AND s.basis LIKE '年初预算%' AND s.line_code = '' AND s.amount_fen > 0

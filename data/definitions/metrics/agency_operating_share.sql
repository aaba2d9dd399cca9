-- name zh: 机关运行经费占基本支出比重
-- name en: Agency operating expenses, share of basic expenditure
-- unit zh: %
-- unit en: %
-- formula zh: 机关运行经费 ÷ 一般公共预算基本支出 × 100
-- formula en: Agency operating expenses ÷ basic expenditure of the general public budget × 100
-- scope zh: 部门汇总报告里，分子只含行政和参公单位，分母含全部单位。
-- scope en: In reports of departments the numerator holds only administrative units, the denominator all.
-- undefined zh: 两个数缺一个，说明里的数前后不同，或分母不大于 0。
-- undefined en: One of the two is missing, the text gives different figures, or the denominator is not above 0.
-- theme: structure
-- kind: percent
-- needs: general_budget_expenditure, statement
SELECT a.report, 1e2 * s.amount_fen / a.amount_fen AS value, concat_ws(';', a.fact_no) AS facts, concat_ws(';', s.statement_no) AS statements
FROM fact a JOIN stated s ON s.report = a.report
WHERE a."table" = 'general_budget_expenditure' AND a.line = 'total' AND a."column" = 'basic'
  AND (s.subject LIKE '机关运行经费%' OR s.subject LIKE '机构运行经费%') AND s.measure = 'current' AND a.amount_fen > 0

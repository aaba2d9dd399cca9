-- name zh: 人均公用经费
-- name en: Operating expenses per head
-- unit zh: 万元/人
-- unit en: 10,000 yuan per head
-- formula zh: 公用经费合计 ÷ 说明中的年末实有（在职）人数
-- formula en: Total ÷ staff at the end of the year as told in the text
-- scope zh: 人数取自说明，含义以各报告文字为准；报告不写人数的不计算。
-- scope en: Staff as told in the text; not computed where a report does not tell it.
-- undefined zh: 两个数缺一个，说明里的数前后不同，或分母不大于 0。
-- undefined en: One of the two is missing, the text gives different figures, or the denominator is not above 0.
-- theme: per
-- kind: rate
-- needs: general_budget_basic, statement
SELECT a.report, a.amount_fen / 1e6 / s.number AS value, concat_ws(';', a.fact_no) AS facts, concat_ws(';', s.statement_no) AS statements
FROM fact a JOIN stated s ON s.report = a.report
WHERE a."table" = 'general_budget_basic' AND a.line = 'operating_total' AND a."column" = 'amount'
  AND s.measure = 'count' AND s.unit IN ('人', '名') AND (s.subject LIKE '%实有%' OR s.subject LIKE '%在职%' OR s.subject LIKE '%在编%') AND s.subject NOT LIKE '%退休%' AND s.subject NOT LIKE '%编制%' AND s.section NOT LIKE '%绩效%' AND s.number > 0

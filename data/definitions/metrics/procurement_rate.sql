-- name zh: 政府采购占本年支出比重
-- name en: Procurement, share of expenditure
-- unit zh: %
-- unit en: %
-- formula zh: 政府采购支出总额 ÷ 本年支出合计 × 100
-- formula en: Government procurement ÷ total expenditure of the year × 100
-- scope zh: 采购总额取自说明，多按合同签订数，可能跨年支付，比重可超过 100%。
-- scope en: Procurement as told in the text, mostly contracts signed, possibly paid over years: may exceed 100%.
-- undefined zh: 两个数缺一个，说明里的数前后不同，或分母不大于 0。
-- undefined en: One of the two is missing, the text gives different figures, or the denominator is not above 0.
-- theme: procurement
-- kind: percent
-- needs: revenue_expenditure_summary, statement
SELECT a.report, 1e2 * s.amount_fen / a.amount_fen AS value, concat_ws(';', a.fact_no) AS facts, concat_ws(';', s.statement_no) AS statements
FROM fact a JOIN stated s ON s.report = a.report
WHERE a."table" = 'revenue_expenditure_summary' AND a.side = 'expenditure' AND a.line = 'total_expenditure' AND a."column" = 'amount' AND a.parent_line = ''
  AND (s.subject LIKE '%政府采购支出总额' OR s.subject LIKE '政府采购金额%' OR s.subject LIKE '政府采购总额%') AND s.measure = 'current' AND a.amount_fen > 0

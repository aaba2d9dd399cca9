-- name zh: 政府采购授予小微企业占比
-- name en: Procurement awarded to small and micro enterprises
-- unit zh: %
-- unit en: %
-- formula zh: 授予小微企业合同金额 ÷ 政府采购支出总额 × 100
-- formula en: Contracts awarded to small and micro enterprises ÷ government procurement × 100
-- scope zh: 按授予合同金额，取自说明；采购为 0 的不计算。与预留份额（按预算）口径不同。
-- scope en: By contracts awarded, as told in the text; not computed where nothing was procured. Not the same as the reserved share, which is by budget.
-- undefined zh: 两个数缺一个，说明里的数前后不同，或分母不大于 0。
-- undefined en: One of the two is missing, the text gives different figures, or the denominator is not above 0.
-- theme: procurement
-- kind: percent
-- needs: statement
SELECT a.report, 1e2 * a.amount_fen / b.amount_fen AS value, concat_ws(';', a.statement_no, b.statement_no) AS statements
FROM stated a JOIN stated b ON b.report = a.report
WHERE a.subject LIKE '%授予小微企业合同金额' AND a.measure = 'current'
  AND (b.subject LIKE '%政府采购支出总额' OR b.subject LIKE '政府采购金额%' OR b.subject LIKE '政府采购总额%') AND b.measure = 'current' AND b.amount_fen > 0

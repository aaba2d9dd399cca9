-- name zh: 货物采购占比
-- name en: Share of goods in procurement
-- unit zh: %
-- unit en: %
-- formula zh: 政府采购货物支出 ÷ 政府采购支出总额 × 100
-- formula en: Procurement of goods ÷ government procurement × 100
-- scope zh: 取自情况说明的文字。
-- scope en: Told in the text.
-- undefined zh: 两个数缺一个，说明里的数前后不同，或分母不大于 0。
-- undefined en: One of the two is missing, the text gives different figures, or the denominator is not above 0.
-- theme: procurement
-- kind: percent
-- needs: statement
SELECT a.report, 1e2 * a.amount_fen / b.amount_fen AS value, concat_ws(';', a.statement_no, b.statement_no) AS statements
FROM stated a JOIN stated b ON b.report = a.report
WHERE (a.subject LIKE '%政府采购货物支出' OR a.subject LIKE '货物采购金额') AND a.measure = 'current'
  AND (b.subject LIKE '%政府采购支出总额' OR b.subject LIKE '政府采购金额%' OR b.subject LIKE '政府采购总额%') AND b.measure = 'current' AND b.amount_fen > 0

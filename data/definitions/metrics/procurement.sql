-- name zh: 政府采购支出
-- name en: Government procurement
-- unit zh: 万元
-- unit en: 10,000 yuan
-- formula zh: 说明中的政府采购支出总额
-- formula en: Government procurement told in the text
-- scope zh: 取自情况说明的文字。
-- scope en: Told in the text.
-- undefined zh: 说明里没有读出这个数，或几处写得不同。
-- undefined en: The text does not tell the figure, or tells different ones.
-- theme: procurement
-- kind: money
-- needs: statement
SELECT s.report, s.amount_fen AS value, concat_ws(';', s.statement_no) AS statements
FROM stated s
WHERE (s.subject LIKE '%政府采购支出总额' OR s.subject LIKE '政府采购金额%' OR s.subject LIKE '政府采购总额%') AND s.measure = 'current' AND s.amount_fen IS NOT NULL

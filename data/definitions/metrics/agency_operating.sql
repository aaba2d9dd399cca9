-- name zh: 机关（机构）运行经费
-- name en: Agency operating expenses
-- unit zh: 万元
-- unit en: 10,000 yuan
-- formula zh: 说明中的机关运行经费支出决算数
-- formula en: Agency operating expenses told in the text
-- scope zh: 行政单位和参照公务员法管理事业单位的日常公用经费；其他事业单位多不写或写 0。
-- scope en: Administrative and civil-service-like units; other institutions mostly tell none or 0.
-- undefined zh: 说明里没有读出这个数，或几处写得不同。
-- undefined en: The text does not tell the figure, or tells different ones.
-- theme: size
-- kind: money
-- needs: statement
SELECT s.report, s.amount_fen AS value, concat_ws(';', s.statement_no) AS statements
FROM stated s
WHERE (s.subject LIKE '机关运行经费%' OR s.subject LIKE '机构运行经费%') AND s.measure = 'current' AND s.amount_fen IS NOT NULL

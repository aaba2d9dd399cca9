-- name zh: 数字读懂率
-- name en: Share of numbers understood
-- unit zh: %
-- unit en: %
-- formula zh: 弄清用途的数字 ÷ 报告里全部数字 × 100
-- formula en: Numbers understood ÷ all numbers printed × 100
-- scope zh: 含表格、说明、绩效和页码、日期等全部数字。
-- scope en: All numbers: tables, text, performance, page numbers, dates.
-- undefined zh: 报告里没有读出数字。
-- undefined en: No number was read.
-- theme: reading
-- kind: percent
-- needs: number
SELECT n.report, 1e2 * sum(CASE WHEN n.kind <> 'uncovered' THEN 1 ELSE 0 END) / count(*) AS value
FROM number n
GROUP BY n.report

-- name zh: “三公”经费预算执行率
-- name en: Execution of the "three public" budget
-- unit zh: %
-- unit en: %
-- formula zh: “三公”经费决算数 ÷ 预算数 × 100
-- formula en: Executed amount ÷ budget × 100
-- scope zh: “三公”经费表的决算数；表内预算数是年初预算还是全年预算，以各报告的注为准。
-- scope en: Executed amounts of the "three public" table; whether its budget is the initial or the adjusted one is told by the note of each report.
-- undefined zh: 两个数缺一个，或分母不大于 0。
-- undefined en: One of the two is missing, or the denominator is not above 0.
-- theme: three_public
-- kind: percent
-- needs: three_public
SELECT a.report, 1e2 * a.amount_fen / b.amount_fen AS value, concat_ws(';', a.fact_no, b.fact_no) AS facts
FROM fact a JOIN fact b ON b.report = a.report
WHERE a."table" = 'three_public' AND a.line = 'total' AND a."column" = 'executed'
  AND b."table" = 'three_public' AND b.line = 'total' AND b."column" = 'budget' AND b.amount_fen > 0

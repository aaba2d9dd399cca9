-- name zh: “三公”经费决算与预算之差
-- name en: "Three public" expenses less their budget
-- unit zh: 万元
-- unit en: 10,000 yuan
-- formula zh: “三公”经费决算数 − 预算数
-- formula en: Executed amount less budget
-- scope zh: “三公”经费表的决算数；表内预算数是年初预算还是全年预算，以各报告的注为准。
-- scope en: Executed amounts of the "three public" table; whether its budget is the initial or the adjusted one is told by the note of each report.
-- undefined zh: 两个数缺一个；空白不当作 0。
-- undefined en: One of the two is missing; a blank is not taken for 0.
-- theme: three_public
-- kind: money
-- needs: three_public
SELECT a.report, a.amount_fen - b.amount_fen AS value, concat_ws(';', a.fact_no, b.fact_no) AS facts
FROM fact a JOIN fact b ON b.report = a.report
WHERE a."table" = 'three_public' AND a.line = 'total' AND a."column" = 'executed'
  AND b."table" = 'three_public' AND b.line = 'total' AND b."column" = 'budget'

-- name zh: 因公出国（境）费
-- name en: Official overseas visits
-- unit zh: 万元
-- unit en: 10,000 yuan
-- formula zh: “三公”经费表因公出国（境）费的决算数
-- formula en: Executed amount of overseas visits
-- scope zh: “三公”经费表的决算数；表内预算数是年初预算还是全年预算，以各报告的注为准。
-- scope en: Executed amounts of the "three public" table; whether its budget is the initial or the adjusted one is told by the note of each report.
-- undefined zh: 表里没有读出这个数；空白不当作 0。
-- undefined en: The figure was not read from the table; a blank is not taken for 0.
-- theme: three_public
-- kind: money
-- needs: three_public
SELECT a.report, a.amount_fen AS value, concat_ws(';', a.fact_no) AS facts
FROM fact a
WHERE a."table" = 'three_public' AND a.line = 'overseas_visits' AND a."column" = 'executed'

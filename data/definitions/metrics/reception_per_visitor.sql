-- name zh: 公务接待人均费用
-- name en: Hospitality per visitor
-- unit zh: 元/人次
-- unit en: yuan per visitor
-- formula zh: 公务接待费决算数 ÷ 国内公务接待人次
-- formula en: Executed hospitality ÷ domestic visitors
-- scope zh: 接待费取自“三公”经费表，人次取自说明；外事接待人次不计入。
-- scope en: Money from the table, visitors from the text; foreign visitors are not counted.
-- undefined zh: 两个数缺一个，说明里的数前后不同，或分母不大于 0。
-- undefined en: One of the two is missing, the text gives different figures, or the denominator is not above 0.
-- theme: per
-- kind: rate
-- needs: three_public, statement
SELECT a.report, a.amount_fen / 1e2 / s.number AS value, concat_ws(';', a.fact_no) AS facts, concat_ws(';', s.statement_no) AS statements
FROM fact a JOIN stated s ON s.report = a.report
WHERE a."table" = 'three_public' AND a.line = 'official_hospitality' AND a."column" = 'executed'
  AND s.measure = 'count' AND s.subject LIKE '%接待%' AND s.subject NOT LIKE '%外事%' AND s.subject NOT LIKE '%外宾%' AND s.subject NOT LIKE '%(境)外%' AND s.section NOT LIKE '%绩效%' AND s.unit IN ('人次', '人') AND s.number > 0

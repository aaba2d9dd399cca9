-- name zh: 公务用车单车运行费
-- name en: Running cost per official vehicle
-- unit zh: 万元/辆
-- unit en: 10,000 yuan per vehicle
-- formula zh: 公务用车运行维护费决算数 ÷ 公务用车保有量
-- formula en: Executed vehicle operation ÷ vehicles kept
-- scope zh: 保有量取自说明中“开支运行维护费的公务用车保有量”。
-- scope en: Vehicles kept as told in the text.
-- undefined zh: 两个数缺一个，说明里的数前后不同，或分母不大于 0。
-- undefined en: One of the two is missing, the text gives different figures, or the denominator is not above 0.
-- theme: per
-- kind: rate
-- needs: three_public, statement
SELECT a.report, a.amount_fen / 1e6 / s.number AS value, concat_ws(';', a.fact_no) AS facts, concat_ws(';', s.statement_no) AS statements
FROM fact a JOIN stated s ON s.report = a.report
WHERE a."table" = 'three_public' AND a.line = 'vehicle_operation' AND a."column" = 'executed'
  AND s.measure = 'count' AND s.subject LIKE '%公务用车保有量%' AND s.unit = '辆' AND s.section NOT LIKE '%绩效%' AND s.number > 0

-- name zh: 项目预算执行率
-- name en: Execution of project budgets
-- unit zh: %
-- unit en: %
-- formula zh: 各项目全年执行数之和 ÷ 全年预算数之和 × 100
-- formula en: Spent ÷ full-year budget, summed over the projects × 100
-- scope zh: 取自评表资金总额一行；没有全年预算数的用年初预算数。
-- scope en: Whole row of the funds; the initial budget where no full-year one is told.
-- undefined zh: 没有一个项目同时写出预算数和执行数，或预算之和不大于 0。
-- undefined en: No project tells both budget and spending, or the budgets do not sum to more than 0.
-- theme: performance
-- kind: percent
-- needs: project
SELECT e.report, 1e2 * sum(1e0 * e.executed) / sum(1e0 * e.planned) AS value, string_agg(CAST(e.project_no AS VARCHAR(12)), ';') AS projects
FROM evaluated e
WHERE e.executed IS NOT NULL AND e.planned IS NOT NULL
GROUP BY e.report
HAVING sum(e.planned) > 0

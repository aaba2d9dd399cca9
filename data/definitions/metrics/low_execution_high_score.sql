-- name zh: 执行率低而得分高的项目数
-- name en: Projects of low execution and high points
-- unit zh: 个
-- unit en: projects
-- formula zh: 执行率低于 60% 而得分率不低于 90% 的项目数
-- formula en: Projects below 60% of execution with at least 90% of the points
-- scope zh: 只是线索：项目可能因故未实施而按规定计分。
-- scope en: A lead only: a project may have been put off for good reason.
-- undefined zh: 没有一个项目同时写出预算、执行数和得分。
-- undefined en: No project tells budget, spending and points.
-- theme: performance
-- kind: count
-- needs: project
SELECT e.report, sum(CASE WHEN e.executed < 6e-1 * e.planned AND e.score >= 9e-1 * e.attainable THEN 1 ELSE 0 END) AS value, string_agg(CAST(e.project_no AS VARCHAR(12)), ';') AS projects
FROM evaluated e
WHERE e.executed IS NOT NULL AND e.planned > 0 AND e.score IS NOT NULL AND e.attainable > 0
GROUP BY e.report

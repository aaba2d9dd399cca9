-- name zh: 绩效自评得分率
-- name en: Self-evaluation score rate
-- unit zh: %
-- unit en: %
-- formula zh: 各项目得分之和 ÷ 分值之和 × 100
-- formula en: Points ÷ points attainable, summed over the projects × 100
-- scope zh: 只含报告里附出自评表的项目。
-- scope en: Only projects whose self-evaluation form stands in the report.
-- undefined zh: 没有一个项目同时写出得分和总分值。
-- undefined en: No project tells both points and points attainable.
-- theme: performance
-- kind: percent
-- needs: project
SELECT e.report, 1e2 * sum(1e0 * e.score) / sum(1e0 * e.attainable) AS value, string_agg(CAST(e.project_no AS VARCHAR(12)), ';') AS projects
FROM evaluated e
WHERE e.score IS NOT NULL AND e.attainable > 0
GROUP BY e.report

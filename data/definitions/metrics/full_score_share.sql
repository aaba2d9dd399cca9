-- name zh: 满分项目占比
-- name en: Share of projects with full points
-- unit zh: %
-- unit en: %
-- formula zh: 得分等于总分值的项目数 ÷ 写出得分的项目数 × 100
-- formula en: Projects with full points ÷ projects with points × 100
-- scope zh: 只含报告里附出自评表的项目。
-- scope en: Only projects whose self-evaluation form stands in the report.
-- undefined zh: 没有一个项目同时写出得分和总分值。
-- undefined en: No project tells both points and points attainable.
-- theme: performance
-- kind: percent
-- needs: project
SELECT e.report, 1e2 * sum(CASE WHEN e.score >= e.attainable THEN 1 ELSE 0 END) / count(*) AS value, string_agg(CAST(e.project_no AS VARCHAR(12)), ';') AS projects
FROM evaluated e
WHERE e.score IS NOT NULL AND e.attainable > 0
GROUP BY e.report

-- name zh: 附出自评表的项目数
-- name en: Projects with a self-evaluation form
-- unit zh: 个
-- unit en: projects
-- formula zh: 报告中项目支出自评表的张数
-- formula en: Forms of project self-evaluation in the report
-- scope zh: 只含报告里附出自评表的项目。
-- scope en: Only projects whose self-evaluation form stands in the report.
-- undefined zh: 报告里没有读出自评表。
-- undefined en: No self-evaluation form was read.
-- theme: performance
-- kind: count
-- needs: project
SELECT e.report, count(*) AS value, string_agg(CAST(e.project_no AS VARCHAR(12)), ';') AS projects
FROM evaluated e
WHERE e.project_no >= 0
GROUP BY e.report

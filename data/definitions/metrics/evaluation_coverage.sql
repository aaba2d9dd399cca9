-- name zh: 自评表公开覆盖率
-- name en: Share of evaluated projects whose form is shown
-- unit zh: %
-- unit en: %
-- formula zh: 附出的自评表张数 ÷ 说明中开展自评的项目数 × 100
-- formula en: Forms shown ÷ projects evaluated as told in the text × 100
-- scope zh: 项目数取自绩效说明；很多地方只要求公开部分自评表，低于 100% 不等于没有开展。
-- scope en: Projects as told in the performance section; many places ask for some forms only.
-- undefined zh: 没有读出自评表，说明里没有写项目数，或几处写得不同。
-- undefined en: No form was read, or the text tells no number of projects, or different ones.
-- theme: performance
-- kind: percent
-- needs: project, statement
SELECT e.report, 1e2 * e.forms / s.number AS value, concat_ws(';', s.statement_no) AS statements, e.projects
FROM (
  SELECT x.report, count(*) AS forms, string_agg(CAST(x.project_no AS VARCHAR(12)), ';') AS projects
  FROM evaluated x
  GROUP BY x.report
) e JOIN stated s ON s.report = e.report
WHERE s.measure = 'count' AND s.unit = '个' AND s.section LIKE '%绩效%' AND s.number > 0
  AND (s.subject IN ('涵盖项目', '二级项目', '绩效自评项目', '共涉及预算支出项目', '共涉及项目', '项目开展了绩效目标完成情况自评'))

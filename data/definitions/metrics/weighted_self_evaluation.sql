-- name zh: 按资金加权的自评得分
-- name en: Self-evaluation weighted by money
-- unit zh: 分
-- unit en: points
-- formula zh: Σ（得分 × 执行数）÷ Σ 执行数
-- formula en: Σ (points × spent) ÷ Σ spent
-- scope zh: 只含百分制、有执行数的自评表。
-- scope en: Only forms of 100 points that tell the money spent.
-- undefined zh: 没有一个百分制项目同时写出得分和执行数，或执行数之和不大于 0。
-- undefined en: No form of 100 points tells both points and spending, or spending does not sum to more than 0.
-- theme: performance
-- kind: score
-- needs: project
SELECT e.report, sum(1e0 * e.score * e.executed) / sum(1e0 * e.executed) AS value, string_agg(CAST(e.project_no AS VARCHAR(12)), ';') AS projects
FROM evaluated e
WHERE e.score IS NOT NULL AND e.attainable = 100 AND e.executed IS NOT NULL
GROUP BY e.report
HAVING sum(e.executed) > 0

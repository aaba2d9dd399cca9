-- name zh: 核对相符率
-- name en: Share of checks that agree
-- unit zh: %
-- unit en: %
-- formula zh: 相符和尾差的项数 ÷ 查过的项数 × 100
-- formula en: Findings that agree, or by rounding ÷ findings checked × 100
-- scope zh: 没有查的不算在内；未查不等于相符。
-- scope en: What was not checked is left out: not checked is not agreeing.
-- undefined zh: 报告还没有核对，或没有一项能查。
-- undefined en: The report has not been checked, or nothing could be.
-- theme: reading
-- kind: percent
-- needs: finding
SELECT f.report, 1e2 * sum(CASE WHEN f.state IN ('pass', 'rounding') THEN 1 ELSE 0 END) / count(*) AS value
FROM finding f
WHERE f.state IN ('pass', 'rounding', 'fail')
GROUP BY f.report

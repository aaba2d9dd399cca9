-- name zh: 核对不符的项数
-- name en: Checks that differ
-- unit zh: 项
-- unit en: checks
-- formula zh: 核对结果为不符、尚未说明理由的项数
-- formula en: Findings that differ and were not accepted with a reason
-- scope zh: 同一原因可能引起几项不符；不符是线索，要对照原页。
-- scope en: One cause may make several differ; a lead to be held against the page.
-- undefined zh: 报告还没有核对。
-- undefined en: The report has not been checked.
-- theme: reading
-- kind: count
-- needs: finding
SELECT f.report, sum(CASE WHEN f.state = 'fail' AND f.severity <> 'info' AND f."exception" = '' THEN 1 ELSE 0 END) AS value
FROM finding f
WHERE f.state <> 'not_applicable'
GROUP BY f.report

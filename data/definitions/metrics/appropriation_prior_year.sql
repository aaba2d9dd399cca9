-- name zh: 上年财政拨款收支总计（推算）
-- name en: Grand total of the appropriation, year before (worked out)
-- unit zh: 万元
-- unit en: 10,000 yuan
-- formula zh: 说明中的本年财政拨款收、支总计 ∓ 与上年相比的增减额
-- formula en: This year as told ∓ the change from the year before
-- scope zh: 上年数由本年数减增减额反推，不是上年报告印的数；口径以说明为准。
-- scope en: The year before is this year less the change told: worked out, not printed in the earlier report.
-- undefined zh: 说明里没有写与上年相比的增减额，或几处写得不同。
-- undefined en: The text does not tell the change from the year before, or tells different ones.
-- theme: size
-- kind: money
-- needs: statement
-- estimated: yes
SELECT s.report, s.prior_fen AS value, concat_ws(';', s.current_no, s.statement_no) AS statements
FROM changed s
WHERE (s.subject LIKE '%收%总计%' OR s.subject LIKE '%支%总计%') AND (s.subject LIKE '%财政拨款%' OR s.section LIKE '%财政拨款%') AND s.subject NOT LIKE '%一般公共预算%' AND s.section NOT LIKE '%一般公共预算%'

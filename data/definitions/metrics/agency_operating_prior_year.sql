-- name zh: 上年机关运行经费（推算）
-- name en: Agency operating expenses, year before (worked out)
-- unit zh: 万元
-- unit en: 10,000 yuan
-- formula zh: 说明中的本年机关运行经费 ∓ 与上年相比的增减额
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
WHERE (s.subject LIKE '机关运行经费%' OR s.subject LIKE '机构运行经费%')

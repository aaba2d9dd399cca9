-- name zh: 机关运行经费同比（推算）
-- name en: Agency operating expenses, change on the year before (worked out)
-- unit zh: %
-- unit en: %
-- formula zh: （本年机关运行经费 − 推算的上年数）÷ 推算的上年数 × 100
-- formula en: (This year − the year before worked out) ÷ the year before × 100
-- scope zh: 上年数由本年数减增减额反推，不是上年报告印的数；口径以说明为准。
-- scope en: The year before is this year less the change told: worked out, not printed in the earlier report.
-- undefined zh: 没有写增减额、几处写得不同，或反推的上年数不大于 0。
-- undefined en: No change told, different ones told, or the year before works out at 0 or less.
-- theme: size
-- kind: percent
-- needs: statement
-- estimated: yes
SELECT s.report, 1e2 * (s.current_fen - s.prior_fen) / s.prior_fen AS value, concat_ws(';', s.current_no, s.statement_no) AS statements
FROM changed s
WHERE (s.subject LIKE '机关运行经费%' OR s.subject LIKE '机构运行经费%') AND s.prior_fen > 0

-- name zh: 商品和服务支出占基本支出比重
-- name en: Share of goods and services in basic expenditure
-- unit zh: %
-- unit en: %
-- formula zh: 商品和服务支出（302）÷ 一般公共预算基本支出 × 100
-- formula en: Goods and services (302) ÷ basic expenditure × 100
-- scope zh: 一般公共预算财政拨款基本支出；人员经费为 301、303 类，公用经费为其余各类。
-- scope en: Basic expenditure of the general public budget; personnel: classes 301 and 303, operating: the others.
-- undefined zh: 两个数缺一个，或分母不大于 0。
-- undefined en: One of the two is missing, or the denominator is not above 0.
-- theme: structure
-- kind: percent
-- needs: general_budget_basic, general_budget_expenditure
SELECT a.report, 1e2 * a.amount_fen / b.amount_fen AS value, concat_ws(';', a.fact_no, b.fact_no) AS facts
FROM fact a JOIN fact b ON b.report = a.report
WHERE a."table" = 'general_budget_basic' AND a.line = '302' AND a."column" = 'amount'
  AND b."table" = 'general_budget_expenditure' AND b.line = 'total' AND b."column" = 'basic' AND b.amount_fen > 0

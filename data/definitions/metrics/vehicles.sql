-- name zh: 车辆总数
-- name en: Vehicles in all
-- unit zh: 辆
-- unit en: vehicles
-- formula zh: 说明中国有资产占用情况的车辆总数
-- formula en: Vehicles told under state assets in the text
-- scope zh: 含各类车辆，不只是公务用车；年末数。
-- scope en: Vehicles of all kinds at the end of the year.
-- undefined zh: 说明里没有读出这个数，或几处写得不同。
-- undefined en: The text does not tell the figure, or tells different ones.
-- theme: per
-- kind: count
-- needs: statement
SELECT s.report, s.number AS value, concat_ws(';', s.statement_no) AS statements
FROM stated s
WHERE s.measure = 'count' AND s.subject LIKE '%共有车辆' AND s.unit = '辆' AND s.number IS NOT NULL

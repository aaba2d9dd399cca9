-- The self-evaluated projects as numbers: points, points attainable, money spent and planned (whole row of the funds); NULL where not told.
SELECT t.report, t.project_no,
  CASE WHEN translate(t.score, '0123456789', '') IN ('', '.') AND t.score NOT IN ('', '.') THEN CAST(t.score AS DECIMAL(24, 6)) END AS score,
  CASE WHEN translate(t.attainable, '0123456789', '') IN ('', '.') AND t.attainable NOT IN ('', '.') THEN CAST(t.attainable AS DECIMAL(24, 6)) END
    AS attainable,
  CASE WHEN translate(t.executed, '0123456789', '') IN ('', '.') AND t.executed NOT IN ('', '.') THEN CAST(t.executed AS DECIMAL(24, 6)) END
    AS executed,
  CASE WHEN translate(t.planned, '0123456789', '') IN ('', '.') AND t.planned NOT IN ('', '.') THEN CAST(t.planned AS DECIMAL(24, 6)) END AS planned
FROM (
  SELECT p.report, p.project_no, p.score, p.weight_total AS attainable, f.executed,
    CASE WHEN f.adjusted_budget <> '' THEN f.adjusted_budget ELSE f.initial_budget END AS planned
  FROM project p LEFT JOIN funding f ON f.report = p.report AND f.project_no = p.project_no AND f.part = 'total'
  WHERE p.form IN ('project_self_evaluation', 'project_target_completion')
) t

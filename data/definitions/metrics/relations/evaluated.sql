-- The self-evaluated projects as numbers: points, points attainable, money spent and planned (whole row of the funds); NULL where not told.
SELECT p.report, p.project_no, CASE WHEN translate(p.score, '0123456789.', '') IN ('', '-') AND p.score NOT IN ('', '-', '.') AND p.score NOT LIKE '_%-%' THEN CAST(p.score AS DECIMAL(24, 6)) END AS score,
  CASE WHEN translate(p.weight_total, '0123456789.', '') IN ('', '-') AND p.weight_total NOT IN ('', '-', '.') AND p.weight_total NOT LIKE '_%-%' THEN CAST(p.weight_total AS DECIMAL(24, 6)) END AS attainable, m.executed, m.planned
FROM project p LEFT JOIN (
  SELECT f.report, f.project_no, CASE WHEN translate(f.executed, '0123456789.', '') IN ('', '-') AND f.executed NOT IN ('', '-', '.') AND f.executed NOT LIKE '_%-%' THEN CAST(f.executed AS DECIMAL(24, 6)) END AS executed,
    CASE WHEN translate(CASE WHEN f.adjusted_budget <> '' THEN f.adjusted_budget ELSE f.initial_budget END, '0123456789.', '') IN ('', '-') AND CASE WHEN f.adjusted_budget <> '' THEN f.adjusted_budget ELSE f.initial_budget END NOT IN ('', '-', '.') AND CASE WHEN f.adjusted_budget <> '' THEN f.adjusted_budget ELSE f.initial_budget END NOT LIKE '_%-%' THEN CAST(CASE WHEN f.adjusted_budget <> '' THEN f.adjusted_budget ELSE f.initial_budget END AS DECIMAL(24, 6)) END AS planned
  FROM funding f
  WHERE f.part = 'total'
) m ON m.report = p.report AND m.project_no = p.project_no
WHERE p.form IN ('project_self_evaluation', 'project_target_completion')

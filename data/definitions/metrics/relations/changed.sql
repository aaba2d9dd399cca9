-- Changes on the year before: this year (`current_fen`), the year before that follows (`prior_fen`), and the statements they are told by.
SELECT d.report, d.statement_no, d.section, d.subject, c.statement_no AS current_no, c.amount_fen AS current_fen,
  CAST(round((d.derived_low + d.derived_high) / 2e0) AS BIGINT) AS prior_fen
FROM stated d JOIN stated c ON c.report = d.report AND c.section = d.section AND c.measure = 'current'
WHERE d.measure = 'delta' AND d.derived_low IS NOT NULL AND d.derived_high IS NOT NULL AND d.basis NOT LIKE '%预算%' AND d.basis NOT LIKE '%原因%'
  AND abs(c.amount_fen - CAST(round((d.derived_low + d.derived_high) / 2e0) AS BIGINT)) = abs(d.amount_fen)

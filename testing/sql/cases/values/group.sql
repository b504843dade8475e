-- Grouping rows that are given in the query.
-- tags: cluster, values, group-aggregate, time
CREATE TEMPORARY VIEW v AS
SELECT page, ts FROM (VALUES
  ('/a', TIMESTAMP '2026-01-01 10:00:00.000'),
  ('/b', TIMESTAMP '2026-01-01 10:00:59.999'),
  ('/a', TIMESTAMP '2026-01-01 10:01:00.000')) AS v (page, ts);

SELECT FLOOR(ts TO MINUTE) AS minute_start, COUNT(*) AS cnt FROM v GROUP BY FLOOR(ts TO MINUTE);
-- expect-final:
-- | minute_start            | cnt |
-- | 2026-01-01 10:00:00.000 | 2   |
-- | 2026-01-01 10:01:00.000 | 1   |

-- One-phase and two-phase aggregation give the same answer.
-- tags: window, tumble, one-phase
CREATE TABLE clicks (
  page STRING,
  ms INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '30' SECONDS
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"page":"/a","ms":1,"ts":"2026-01-01 10:00:00.000"}
-- {"page":"/a","ms":2,"ts":"2026-01-01 10:01:10.000"}
-- {"page":"/a","ms":4,"ts":"2026-01-01 10:00:59.999"}
-- {"page":"/b","ms":8,"ts":"2026-01-01 10:01:29.999"}
-- {"page":"/a","ms":16,"ts":"2026-01-01 10:00:59.999"}
-- {"page":"/b","ms":32,"ts":"2026-01-01 10:02:00.000"}

SELECT window_start, page, SUM(ms) AS ms, COUNT(*) AS cnt
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end, page;
-- expect:
-- | window_start            | page | ms | cnt |
-- | 2026-01-01 10:00:00.000 | /a   | 5  | 2   |
-- | 2026-01-01 10:01:00.000 | /a   | 2  | 1   |
-- | 2026-01-01 10:01:00.000 | /b   | 8  | 1   |
-- | 2026-01-01 10:02:00.000 | /b   | 32 | 1   |
-- expect-late: 1

SET 'table.optimizer.agg-phase-strategy' = 'ONE_PHASE';

SELECT window_start, page, SUM(ms) AS ms, COUNT(*) AS cnt
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end, page;
-- expect:
-- | window_start            | page | ms | cnt |
-- | 2026-01-01 10:00:00.000 | /a   | 5  | 2   |
-- | 2026-01-01 10:01:00.000 | /a   | 2  | 1   |
-- | 2026-01-01 10:01:00.000 | /b   | 8  | 1   |
-- | 2026-01-01 10:02:00.000 | /b   | 32 | 1   |
-- expect-late: 1

-- A late row counts in the steps that are still to come; it is dropped when the last step is gone.
-- tags: window, cumulate, late, boundary
SET 'table.optimizer.agg-phase-strategy' = 'ONE_PHASE';

CREATE TABLE clicks (
  user_id INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"user_id":1,"ts":"2026-01-01 10:00:30.000"}
-- {"user_id":2,"ts":"2026-01-01 10:02:30.000"}
-- {"user_id":3,"ts":"2026-01-01 10:00:40.000"}
-- {"user_id":4,"ts":"2026-01-01 10:03:00.000"}
-- {"user_id":5,"ts":"2026-01-01 10:02:59.999"}

SELECT window_start, window_end, COUNT(*) AS cnt, MAX(user_id) AS last_user
FROM TABLE(CUMULATE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' MINUTE, INTERVAL '3' MINUTES))
GROUP BY window_start, window_end;
-- expect:
-- | window_start            | window_end              | cnt | last_user |
-- | 2026-01-01 10:00:00.000 | 2026-01-01 10:01:00.000 | 1   | 1         |
-- | 2026-01-01 10:00:00.000 | 2026-01-01 10:02:00.000 | 1   | 1         |
-- | 2026-01-01 10:00:00.000 | 2026-01-01 10:03:00.000 | 3   | 3         |
-- | 2026-01-01 10:03:00.000 | 2026-01-01 10:04:00.000 | 1   | 4         |
-- | 2026-01-01 10:03:00.000 | 2026-01-01 10:05:00.000 | 1   | 4         |
-- | 2026-01-01 10:03:00.000 | 2026-01-01 10:06:00.000 | 1   | 4         |
-- expect-late: 1

-- A row is dropped when the last window that it belongs to is gone; one millisecond earlier it is not.
-- tags: window, hop, late, boundary
SET 'table.optimizer.agg-phase-strategy' = 'ONE_PHASE';

CREATE TABLE clicks (
  user_id INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"user_id":1,"ts":"2026-01-01 10:00:00.000"}
-- {"user_id":2,"ts":"2026-01-01 10:04:59.998"}
-- {"user_id":3,"ts":"2026-01-01 10:00:59.999"}
-- {"user_id":4,"ts":"2026-01-01 10:06:00.000"}
-- {"user_id":5,"ts":"2026-01-01 10:00:59.999"}
-- {"user_id":6,"ts":"2026-01-01 10:02:00.000"}

SELECT window_start, window_end, COUNT(*) AS cnt, MAX(user_id) AS last_user
FROM TABLE(HOP(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' MINUTE, INTERVAL '5' MINUTES))
GROUP BY window_start, window_end;
-- expect:
-- | window_start            | window_end              | cnt | last_user |
-- | 2026-01-01 09:56:00.000 | 2026-01-01 10:01:00.000 | 1   | 1         |
-- | 2026-01-01 09:57:00.000 | 2026-01-01 10:02:00.000 | 1   | 1         |
-- | 2026-01-01 09:58:00.000 | 2026-01-01 10:03:00.000 | 1   | 1         |
-- | 2026-01-01 09:59:00.000 | 2026-01-01 10:04:00.000 | 1   | 1         |
-- | 2026-01-01 10:00:00.000 | 2026-01-01 10:05:00.000 | 3   | 3         |
-- | 2026-01-01 10:01:00.000 | 2026-01-01 10:06:00.000 | 1   | 2         |
-- | 2026-01-01 10:02:00.000 | 2026-01-01 10:07:00.000 | 3   | 6         |
-- | 2026-01-01 10:03:00.000 | 2026-01-01 10:08:00.000 | 2   | 4         |
-- | 2026-01-01 10:04:00.000 | 2026-01-01 10:09:00.000 | 2   | 4         |
-- | 2026-01-01 10:05:00.000 | 2026-01-01 10:10:00.000 | 1   | 4         |
-- | 2026-01-01 10:06:00.000 | 2026-01-01 10:11:00.000 | 1   | 4         |
-- expect-late: 1

-- A late row that is still in time for later windows counts in those and is not dropped: [09:59, 10:04) is gone when it
-- arrives, [10:00, 10:05) to [10:03, 10:08) are not.
-- tags: window, hop, late, boundary
SET 'table.optimizer.agg-phase-strategy' = 'ONE_PHASE';

CREATE TABLE clicks (
  user_id INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"user_id":1,"ts":"2026-01-01 10:03:00.000"}
-- {"user_id":2,"ts":"2026-01-01 10:04:30.000"}
-- {"user_id":3,"ts":"2026-01-01 10:03:30.000"}

SELECT window_start, window_end, COUNT(*) AS cnt, MAX(user_id) AS last_user
FROM TABLE(HOP(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' MINUTE, INTERVAL '5' MINUTES))
GROUP BY window_start, window_end;
-- expect:
-- | window_start            | window_end              | cnt | last_user |
-- | 2026-01-01 09:59:00.000 | 2026-01-01 10:04:00.000 | 1   | 1         |
-- | 2026-01-01 10:00:00.000 | 2026-01-01 10:05:00.000 | 3   | 3         |
-- | 2026-01-01 10:01:00.000 | 2026-01-01 10:06:00.000 | 3   | 3         |
-- | 2026-01-01 10:02:00.000 | 2026-01-01 10:07:00.000 | 3   | 3         |
-- | 2026-01-01 10:03:00.000 | 2026-01-01 10:08:00.000 | 3   | 3         |
-- | 2026-01-01 10:04:00.000 | 2026-01-01 10:09:00.000 | 1   | 2         |

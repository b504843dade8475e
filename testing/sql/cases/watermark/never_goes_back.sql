-- The watermark follows the greatest timestamp seen less the delay; older rows do not move it back.
-- tags: watermark, late, row:46, row:10
SET 'table.optimizer.agg-phase-strategy' = 'ONE_PHASE';

CREATE TABLE clicks (
  user_id INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '1' MINUTE
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"user_id":1,"ts":"2026-01-01 10:06:30.000"}
-- {"user_id":2,"ts":"2026-01-01 10:01:00.000"}
-- {"user_id":3,"ts":"2026-01-01 10:00:00.000"}
-- {"user_id":4,"ts":"2026-01-01 10:05:00.000"}

SELECT window_start, COUNT(*) AS cnt, MAX(user_id) AS last_user
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '5' MINUTES))
GROUP BY window_start, window_end;
-- expect:
-- | window_start            | cnt | last_user |
-- | 2026-01-01 10:05:00.000 | 2   | 4         |
-- expect-late: 2

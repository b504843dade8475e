-- Hours in Berlin when the clocks go forward: after [01:00, 02:00) comes [03:00, 04:00).
-- tags: window, tumble, timestamp-ltz, dst, boundary
SET 'table.local-time-zone' = 'Europe/Berlin';

CREATE TABLE clicks (
  user_id INT,
  ts TIMESTAMP_LTZ(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"user_id":1,"ts":"2026-03-29 00:59:59.998Z"}
-- {"user_id":2,"ts":"2026-03-29 01:00:00.000Z"}
-- {"user_id":3,"ts":"2026-03-29 01:59:59.998Z"}
-- {"user_id":4,"ts":"2026-03-29 02:00:00.000Z"}

SELECT window_start, window_end, window_time, COUNT(*) AS cnt
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' HOUR))
GROUP BY window_start, window_end, window_time;
-- expect:
-- | window_start            | window_end              | window_time              | cnt |
-- | 2026-03-29 01:00:00.000 | 2026-03-29 02:00:00.000 | 2026-03-29 00:59:59.999Z | 1   |
-- | 2026-03-29 03:00:00.000 | 2026-03-29 04:00:00.000 | 2026-03-29 01:59:59.999Z | 2   |
-- | 2026-03-29 04:00:00.000 | 2026-03-29 05:00:00.000 | 2026-03-29 02:59:59.999Z | 1   |

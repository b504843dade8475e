-- Hours in Berlin when the clocks go back: 02:30 comes twice, and both are in the one window [02:00, 03:00), which
-- closes after the second.
-- tags: window, tumble, timestamp-ltz, dst, boundary, surprise
SET 'table.local-time-zone' = 'Europe/Berlin';

CREATE TABLE clicks (
  user_id INT,
  ts TIMESTAMP_LTZ(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"user_id":1,"ts":"2026-10-24 23:59:59.998Z"}
-- {"user_id":2,"ts":"2026-10-25 00:30:00.000Z"}
-- {"user_id":3,"ts":"2026-10-25 00:59:59.998Z"}
-- {"user_id":4,"ts":"2026-10-25 01:00:00.000Z"}
-- {"user_id":5,"ts":"2026-10-25 01:30:00.000Z"}
-- {"user_id":6,"ts":"2026-10-25 02:00:00.000Z"}

SELECT window_start, window_end, window_time, COUNT(*) AS cnt
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' HOUR))
GROUP BY window_start, window_end, window_time;
-- expect:
-- | window_start            | window_end              | window_time              | cnt |
-- | 2026-10-25 01:00:00.000 | 2026-10-25 02:00:00.000 | 2026-10-24 23:59:59.999Z | 1   |
-- | 2026-10-25 02:00:00.000 | 2026-10-25 03:00:00.000 | 2026-10-25 00:59:59.999Z | 4   |
-- | 2026-10-25 03:00:00.000 | 2026-10-25 04:00:00.000 | 2026-10-25 02:59:59.999Z | 1   |

-- Days in Berlin when the clocks go forward: 29 March 2026 has 23 hours, from 23:00 to 22:00 of UTC.
-- tags: window, tumble, timestamp-ltz, dst, boundary
SET 'table.local-time-zone' = 'Europe/Berlin';

CREATE TABLE clicks (
  user_id INT,
  ts TIMESTAMP_LTZ(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"user_id":1,"ts":"2026-03-28 22:59:59.998Z"}
-- {"user_id":2,"ts":"2026-03-28 23:00:00.000Z"}
-- {"user_id":3,"ts":"2026-03-29 00:59:59.998Z"}
-- {"user_id":4,"ts":"2026-03-29 01:00:00.000Z"}
-- {"user_id":5,"ts":"2026-03-29 21:59:59.998Z"}
-- {"user_id":6,"ts":"2026-03-29 22:00:00.000Z"}

SELECT window_start, window_end, window_time, COUNT(*) AS cnt, MIN(user_id) AS first_user
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' DAY))
GROUP BY window_start, window_end, window_time;
-- expect:
-- | window_start            | window_end              | window_time              | cnt | first_user |
-- | 2026-03-28 00:00:00.000 | 2026-03-29 00:00:00.000 | 2026-03-28 22:59:59.999Z | 1   | 1          |
-- | 2026-03-29 00:00:00.000 | 2026-03-30 00:00:00.000 | 2026-03-29 21:59:59.999Z | 4   | 2          |
-- | 2026-03-30 00:00:00.000 | 2026-03-31 00:00:00.000 | 2026-03-30 21:59:59.999Z | 1   | 6          |

-- Days in Berlin when the clocks go back: 25 October 2026 has 25 hours.
-- tags: window, tumble, timestamp-ltz, dst, boundary
SET 'table.local-time-zone' = 'Europe/Berlin';

CREATE TABLE clicks (
  user_id INT,
  ts TIMESTAMP_LTZ(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"user_id":1,"ts":"2026-10-24 21:59:59.999Z"}
-- {"user_id":2,"ts":"2026-10-24 22:00:00.000Z"}
-- {"user_id":3,"ts":"2026-10-25 00:30:00.000Z"}
-- {"user_id":4,"ts":"2026-10-25 01:30:00.000Z"}
-- {"user_id":5,"ts":"2026-10-25 22:59:59.999Z"}
-- {"user_id":6,"ts":"2026-10-25 23:00:00.000Z"}

SELECT window_start, window_end, window_time, COUNT(*) AS cnt, MIN(user_id) AS first_user
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' DAY))
GROUP BY window_start, window_end, window_time;
-- expect:
-- | window_start            | window_end              | window_time              | cnt | first_user |
-- | 2026-10-24 00:00:00.000 | 2026-10-25 00:00:00.000 | 2026-10-24 21:59:59.999Z | 1   | 1          |
-- | 2026-10-25 00:00:00.000 | 2026-10-26 00:00:00.000 | 2026-10-25 22:59:59.999Z | 4   | 2          |
-- | 2026-10-26 00:00:00.000 | 2026-10-27 00:00:00.000 | 2026-10-26 22:59:59.999Z | 1   | 6          |

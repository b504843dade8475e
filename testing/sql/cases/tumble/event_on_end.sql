-- An event exactly on the end of a window belongs to the next one: windows are half-open.
-- tags: window, tumble, boundary, row:34, row:16
CREATE TABLE clicks (
  user_id INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"user_id":1,"ts":"2026-01-01 10:00:00.000"}
-- {"user_id":2,"ts":"2026-01-01 10:04:59.999"}
-- {"user_id":3,"ts":"2026-01-01 10:05:00.000"}
-- {"user_id":4,"ts":"2026-01-01 10:09:59.999"}

SELECT window_start, window_end, window_time, COUNT(*) AS cnt, MIN(user_id) AS first_user
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '5' MINUTES))
GROUP BY window_start, window_end, window_time;
-- expect:
-- | window_start            | window_end              | window_time             | cnt | first_user |
-- | 2026-01-01 10:00:00.000 | 2026-01-01 10:05:00.000 | 2026-01-01 10:04:59.999 | 2   | 1          |
-- | 2026-01-01 10:05:00.000 | 2026-01-01 10:10:00.000 | 2026-01-01 10:09:59.999 | 2   | 3          |

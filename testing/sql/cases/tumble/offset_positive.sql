-- An offset of 2 minutes moves the windows: [10:02, 10:07) and so on; the first event falls into [09:57, 10:02).
-- tags: window, tumble, offset, boundary, row:16
CREATE TABLE clicks (
  user_id INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"user_id":1,"ts":"2026-01-01 10:00:00.000"}
-- {"user_id":2,"ts":"2026-01-01 10:01:59.999"}
-- {"user_id":3,"ts":"2026-01-01 10:02:00.000"}
-- {"user_id":4,"ts":"2026-01-01 10:06:59.999"}
-- {"user_id":5,"ts":"2026-01-01 10:07:00.000"}

SELECT window_start, window_end, COUNT(*) AS cnt, MAX(user_id) AS last_user
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '5' MINUTES, INTERVAL '2' MINUTES))
GROUP BY window_start, window_end;
-- expect:
-- | window_start            | window_end              | cnt | last_user |
-- | 2026-01-01 09:57:00.000 | 2026-01-01 10:02:00.000 | 2   | 2         |
-- | 2026-01-01 10:02:00.000 | 2026-01-01 10:07:00.000 | 2   | 4         |
-- | 2026-01-01 10:07:00.000 | 2026-01-01 10:12:00.000 | 1   | 5         |

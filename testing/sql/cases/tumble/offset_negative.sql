-- A negative offset moves the windows back: [09:59, 10:04).
-- tags: window, tumble, offset, boundary, row:16
CREATE TABLE clicks (
  user_id INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"user_id":1,"ts":"2026-01-01 10:00:00.000"}
-- {"user_id":2,"ts":"2026-01-01 10:03:59.999"}
-- {"user_id":3,"ts":"2026-01-01 10:04:00.000"}

SELECT window_start, window_end, COUNT(*) AS cnt
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '5' MINUTES, INTERVAL '-1' MINUTE))
GROUP BY window_start, window_end;
-- expect:
-- | window_start            | window_end              | cnt |
-- | 2026-01-01 09:59:00.000 | 2026-01-01 10:04:00.000 | 2   |
-- | 2026-01-01 10:04:00.000 | 2026-01-01 10:09:00.000 | 1   |

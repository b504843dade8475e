-- A slide as long as the window makes tumbling windows.
-- tags: window, hop, boundary
CREATE TABLE clicks (
  user_id INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"user_id":1,"ts":"2026-01-01 10:04:59.999"}
-- {"user_id":2,"ts":"2026-01-01 10:05:00.000"}

SELECT window_start, window_end, COUNT(*) AS cnt
FROM TABLE(HOP(TABLE clicks, DESCRIPTOR(ts), INTERVAL '5' MINUTES, INTERVAL '5' MINUTES))
GROUP BY window_start, window_end;
-- expect:
-- | window_start            | window_end              | cnt |
-- | 2026-01-01 10:00:00.000 | 2026-01-01 10:05:00.000 | 1   |
-- | 2026-01-01 10:05:00.000 | 2026-01-01 10:10:00.000 | 1   |

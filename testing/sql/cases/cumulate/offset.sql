-- An offset moves the start of the growing windows.
-- tags: window, cumulate, offset, boundary
CREATE TABLE clicks (
  user_id INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"user_id":1,"ts":"2026-01-01 10:00:59.999"}
-- {"user_id":2,"ts":"2026-01-01 10:01:00.000"}

SELECT window_start, window_end, COUNT(*) AS cnt
FROM TABLE(CUMULATE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' MINUTE, INTERVAL '3' MINUTES, INTERVAL '1' MINUTE))
GROUP BY window_start, window_end;
-- expect:
-- | window_start            | window_end              | cnt |
-- | 2026-01-01 09:58:00.000 | 2026-01-01 10:01:00.000 | 1   |
-- | 2026-01-01 10:01:00.000 | 2026-01-01 10:02:00.000 | 1   |
-- | 2026-01-01 10:01:00.000 | 2026-01-01 10:03:00.000 | 1   |
-- | 2026-01-01 10:01:00.000 | 2026-01-01 10:04:00.000 | 1   |

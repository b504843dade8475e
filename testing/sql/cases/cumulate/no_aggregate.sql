-- The window function alone gives a row for each step from its own to the last.
-- tags: window, cumulate, table-function
CREATE TABLE clicks (
  user_id INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"user_id":1,"ts":"2026-01-01 10:00:00.000"}
-- {"user_id":2,"ts":"2026-01-01 10:02:59.999"}

SELECT user_id, window_start, window_end
FROM TABLE(CUMULATE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' MINUTE, INTERVAL '3' MINUTES));
-- expect:
-- | user_id | window_start            | window_end              |
-- | 1       | 2026-01-01 10:00:00.000 | 2026-01-01 10:01:00.000 |
-- | 1       | 2026-01-01 10:00:00.000 | 2026-01-01 10:02:00.000 |
-- | 1       | 2026-01-01 10:00:00.000 | 2026-01-01 10:03:00.000 |
-- | 2       | 2026-01-01 10:00:00.000 | 2026-01-01 10:03:00.000 |

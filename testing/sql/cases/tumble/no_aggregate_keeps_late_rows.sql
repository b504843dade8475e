-- The window function alone drops nothing: a row that is late for its window still passes.
-- tags: window, tumble, table-function, late
CREATE TABLE clicks (
  user_id INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"user_id":1,"ts":"2026-01-01 10:00:00.000"}
-- {"user_id":2,"ts":"2026-01-01 11:00:00.000"}
-- {"user_id":3,"ts":"2026-01-01 10:00:01.000"}

SELECT user_id, window_start
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '5' MINUTES));
-- expect:
-- | user_id | window_start            |
-- | 1       | 2026-01-01 10:00:00.000 |
-- | 2       | 2026-01-01 11:00:00.000 |
-- | 3       | 2026-01-01 10:00:00.000 |

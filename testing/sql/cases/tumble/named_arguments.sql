-- The arguments of the window function may be named.
-- tags: window, tumble, syntax
CREATE TABLE clicks (
  user_id INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"user_id":1,"ts":"2026-01-01 10:00:00.000"}
-- {"user_id":2,"ts":"2026-01-01 10:05:00.000"}

SELECT window_start, COUNT(*) AS cnt
FROM TABLE(TUMBLE(DATA => TABLE clicks, TIMECOL => DESCRIPTOR(ts), SIZE => INTERVAL '5' MINUTES))
GROUP BY window_start, window_end;
-- expect:
-- | window_start            | cnt |
-- | 2026-01-01 10:00:00.000 | 1   |
-- | 2026-01-01 10:05:00.000 | 1   |

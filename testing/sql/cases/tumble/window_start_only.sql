-- Grouping by window_start without window_end is no window aggregate: the result is an ordinary one, updated row by row.
-- tags: window, tumble, group-aggregate, surprise
CREATE TABLE clicks (
  user_id INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"user_id":1,"ts":"2026-01-01 10:00:00.000"}
-- {"user_id":2,"ts":"2026-01-01 11:00:00.000"}
-- {"user_id":3,"ts":"2026-01-01 10:00:01.000"}

SELECT window_start, COUNT(*) AS cnt
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '5' MINUTES))
GROUP BY window_start;
-- expect-final:
-- | window_start            | cnt |
-- | 2026-01-01 10:00:00.000 | 2   |
-- | 2026-01-01 11:00:00.000 | 1   |

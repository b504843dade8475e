-- Growing windows before 1970.
-- tags: window, cumulate, before-1970, boundary
CREATE TABLE clicks (
  user_id INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"user_id":1,"ts":"1969-12-31 23:58:00.000"}
-- {"user_id":2,"ts":"1970-01-01 00:00:00.000"}

SELECT window_start, window_end, COUNT(*) AS cnt
FROM TABLE(CUMULATE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' MINUTE, INTERVAL '3' MINUTES))
GROUP BY window_start, window_end;
-- expect:
-- | window_start            | window_end              | cnt |
-- | 1969-12-31 23:57:00.000 | 1969-12-31 23:59:00.000 | 1   |
-- | 1969-12-31 23:57:00.000 | 1970-01-01 00:00:00.000 | 1   |
-- | 1970-01-01 00:00:00.000 | 1970-01-01 00:01:00.000 | 1   |
-- | 1970-01-01 00:00:00.000 | 1970-01-01 00:02:00.000 | 1   |
-- | 1970-01-01 00:00:00.000 | 1970-01-01 00:03:00.000 | 1   |

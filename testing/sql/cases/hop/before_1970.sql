-- Overlapping windows around 1970 and long before it.
-- tags: window, hop, before-1970, boundary
CREATE TABLE clicks (
  user_id INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"user_id":1,"ts":"1900-02-28 23:59:59.999"}
-- {"user_id":2,"ts":"1969-12-31 23:59:59.999"}
-- {"user_id":3,"ts":"1970-01-01 00:00:00.000"}

SELECT window_start, window_end, COUNT(*) AS cnt
FROM TABLE(HOP(TABLE clicks, DESCRIPTOR(ts), INTERVAL '5' MINUTES, INTERVAL '10' MINUTES))
GROUP BY window_start, window_end;
-- expect:
-- | window_start            | window_end              | cnt |
-- | 1900-02-28 23:50:00.000 | 1900-03-01 00:00:00.000 | 1   |
-- | 1900-02-28 23:55:00.000 | 1900-03-01 00:05:00.000 | 1   |
-- | 1969-12-31 23:50:00.000 | 1970-01-01 00:00:00.000 | 1   |
-- | 1969-12-31 23:55:00.000 | 1970-01-01 00:05:00.000 | 2   |
-- | 1970-01-01 00:00:00.000 | 1970-01-01 00:10:00.000 | 1   |

-- Times before 1970 with an offset: windows of one day that start at 06:00.
-- tags: window, tumble, before-1970, offset, boundary
CREATE TABLE clicks (
  user_id INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"user_id":1,"ts":"1969-12-31 05:59:59.999"}
-- {"user_id":2,"ts":"1969-12-31 06:00:00.000"}
-- {"user_id":3,"ts":"1970-01-01 00:00:00.000"}
-- {"user_id":4,"ts":"1970-01-01 05:59:59.999"}
-- {"user_id":5,"ts":"1970-01-01 06:00:00.000"}

SELECT window_start, window_end, COUNT(*) AS cnt
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' DAY, INTERVAL '6' HOURS))
GROUP BY window_start, window_end;
-- expect:
-- | window_start            | window_end              | cnt |
-- | 1969-12-30 06:00:00.000 | 1969-12-31 06:00:00.000 | 1   |
-- | 1969-12-31 06:00:00.000 | 1970-01-01 06:00:00.000 | 3   |
-- | 1970-01-01 06:00:00.000 | 1970-01-02 06:00:00.000 | 1   |

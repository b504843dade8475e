-- Times before 1970 fall into windows by floor, not by truncation towards zero: 23:59:59.999 is in [23:55, 00:00).
-- tags: window, tumble, before-1970, boundary
CREATE TABLE clicks (
  user_id INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"user_id":1,"ts":"1965-06-15 12:03:20.000"}
-- {"user_id":2,"ts":"1969-12-31 23:54:59.999"}
-- {"user_id":3,"ts":"1969-12-31 23:55:00.000"}
-- {"user_id":4,"ts":"1969-12-31 23:59:59.999"}
-- {"user_id":5,"ts":"1970-01-01 00:00:00.000"}
-- {"user_id":6,"ts":"1970-01-01 00:04:59.999"}

SELECT window_start, window_end, window_time, COUNT(*) AS cnt, MIN(user_id) AS first_user
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '5' MINUTES))
GROUP BY window_start, window_end, window_time;
-- expect:
-- | window_start            | window_end              | window_time             | cnt | first_user |
-- | 1965-06-15 12:00:00.000 | 1965-06-15 12:05:00.000 | 1965-06-15 12:04:59.999 | 1   | 1          |
-- | 1969-12-31 23:50:00.000 | 1969-12-31 23:55:00.000 | 1969-12-31 23:54:59.999 | 1   | 2          |
-- | 1969-12-31 23:55:00.000 | 1970-01-01 00:00:00.000 | 1969-12-31 23:59:59.999 | 2   | 3          |
-- | 1970-01-01 00:00:00.000 | 1970-01-01 00:05:00.000 | 1970-01-01 00:04:59.999 | 2   | 5          |

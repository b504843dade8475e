-- A watermark before 1970 is never sent: rows of 1969 are not late however late they come, until 1970 is seen.
-- tags: watermark, late, before-1970, boundary, surprise
CREATE TABLE clicks (
  user_id INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"user_id":1,"ts":"1969-06-01 00:00:00.000"}
-- {"user_id":2,"ts":"1969-12-31 23:59:59.000"}
-- {"user_id":3,"ts":"1969-06-01 00:00:30.000"}
-- {"user_id":4,"ts":"1970-01-01 00:00:01.000"}
-- {"user_id":5,"ts":"1969-06-01 00:00:45.000"}

SELECT window_start, COUNT(*) AS cnt, MAX(user_id) AS last_user
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end;
-- expect:
-- | window_start            | cnt | last_user |
-- | 1969-06-01 00:00:00.000 | 2   | 3         |
-- | 1969-12-31 23:59:00.000 | 1   | 2         |
-- | 1970-01-01 00:00:00.000 | 1   | 4         |
-- expect-late: 1

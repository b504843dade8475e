-- A session across the start of 1970.
-- tags: window, session, before-1970, boundary
CREATE TABLE events (
  user_id INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/events.json', 'format' = 'json');

-- file: events.json
-- {"user_id":1,"ts":"1960-01-01 00:00:00.000"}
-- {"user_id":1,"ts":"1969-12-31 23:59:59.000"}
-- {"user_id":1,"ts":"1970-01-01 00:00:00.500"}

SELECT user_id, window_start, window_end, COUNT(*) AS events
FROM TABLE(SESSION(TABLE events PARTITION BY user_id, DESCRIPTOR(ts), INTERVAL '10' SECONDS))
GROUP BY user_id, window_start, window_end;
-- expect:
-- | user_id | window_start            | window_end              | events |
-- | 1       | 1960-01-01 00:00:00.000 | 1960-01-01 00:00:10.000 | 1      |
-- | 1       | 1969-12-31 23:59:59.000 | 1970-01-01 00:00:10.500 | 2      |

-- PARTITION BY two columns, NULL among their values.
-- tags: window, session, null
CREATE TABLE events (
  user_id INT,
  device STRING,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${dir}/events.json', 'format' = 'json');

-- file: events.json
-- {"user_id":1,"device":"pc","ts":"2026-01-01 10:00:00.000"}
-- {"user_id":1,"device":null,"ts":"2026-01-01 10:00:10.000"}
-- {"user_id":null,"device":"pc","ts":"2026-01-01 10:00:20.000"}
-- {"user_id":1,"device":null,"ts":"2026-01-01 10:00:50.000"}
-- {"user_id":1,"device":"pc","ts":"2026-01-01 10:02:00.000"}

SELECT user_id, device, window_start, window_end, COUNT(*) AS events
FROM TABLE(SESSION(TABLE events PARTITION BY (user_id, device), DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY user_id, device, window_start, window_end;
-- expect:
-- | user_id | device | window_start            | window_end              | events |
-- | 1       | NULL   | 2026-01-01 10:00:10.000 | 2026-01-01 10:01:50.000 | 2      |
-- | 1       | pc     | 2026-01-01 10:00:00.000 | 2026-01-01 10:01:00.000 | 1      |
-- | 1       | pc     | 2026-01-01 10:02:00.000 | 2026-01-01 10:03:00.000 | 1      |
-- | NULL    | pc     | 2026-01-01 10:00:20.000 | 2026-01-01 10:01:20.000 | 1      |

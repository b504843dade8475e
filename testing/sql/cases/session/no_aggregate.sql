-- The window function alone gives the rows of a session when it has ended, with the bounds of the whole session.
-- tags: window, session, table-function
-- not-native: session windows in this place is not native
CREATE TABLE events (
  user_id INT,
  page STRING,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/events.json', 'format' = 'json');

-- file: events.json
-- {"user_id":1,"page":"/a","ts":"2026-01-01 10:00:00.000"}
-- {"user_id":1,"page":"/b","ts":"2026-01-01 10:00:08.000"}
-- {"user_id":2,"page":"/a","ts":"2026-01-01 10:00:09.000"}
-- {"user_id":1,"page":"/c","ts":"2026-01-01 10:01:00.000"}

SELECT user_id, page, window_start, window_end
FROM TABLE(SESSION(TABLE events PARTITION BY user_id, DESCRIPTOR(ts), INTERVAL '10' SECONDS));
-- expect:
-- | user_id | page | window_start            | window_end              |
-- | 1       | /a   | 2026-01-01 10:00:00.000 | 2026-01-01 10:00:18.000 |
-- | 1       | /b   | 2026-01-01 10:00:00.000 | 2026-01-01 10:00:18.000 |
-- | 1       | /c   | 2026-01-01 10:01:00.000 | 2026-01-01 10:01:10.000 |
-- | 2       | /a   | 2026-01-01 10:00:09.000 | 2026-01-01 10:00:19.000 |

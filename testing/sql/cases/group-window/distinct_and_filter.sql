-- DISTINCT and FILTER in the older windows.
-- tags: window, group-window, distinct, filter
CREATE TABLE events (
  user_id STRING,
  kind STRING,
  amount INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${dir}/events.json', 'format' = 'json');

-- file: events.json
-- {"user_id":"a","kind":"buy","amount":3,"ts":"2026-01-01 10:00:00.000"}
-- {"user_id":"a","kind":"view","amount":3,"ts":"2026-01-01 10:01:00.000"}
-- {"user_id":"b","kind":"buy","amount":4,"ts":"2026-01-01 10:02:00.000"}
-- {"user_id":null,"kind":null,"amount":null,"ts":"2026-01-01 10:03:00.000"}
-- {"user_id":"b","kind":"buy","amount":3,"ts":"2026-01-01 10:04:00.000"}

SELECT TUMBLE_START(ts, INTERVAL '1' HOUR) AS window_start,
  COUNT(DISTINCT user_id) AS users,
  COUNT(DISTINCT user_id) FILTER (WHERE kind = 'view') AS viewers,
  SUM(DISTINCT amount) AS different,
  SUM(amount) FILTER (WHERE kind = 'buy') AS bought,
  AVG(amount) AS average
FROM events
GROUP BY TUMBLE(ts, INTERVAL '1' HOUR);
-- expect:
-- | window_start            | users | viewers | different | bought | average |
-- | 2026-01-01 10:00:00.000 | 2     | 1       | 7         | 10     | 3       |

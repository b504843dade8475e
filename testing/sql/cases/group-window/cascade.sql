-- Windows over windows in the older form: TUMBLE_ROWTIME carries the event time on.
-- tags: window, group-window, cascade
CREATE TABLE events (
  user_id INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${dir}/events.json', 'format' = 'json');

-- file: events.json
-- {"user_id":1,"ts":"2026-01-01 10:00:00.000"}
-- {"user_id":1,"ts":"2026-01-01 10:00:30.000"}
-- {"user_id":2,"ts":"2026-01-01 10:01:00.000"}
-- {"user_id":1,"ts":"2026-01-01 10:05:00.000"}

CREATE VIEW per_minute AS
SELECT TUMBLE_ROWTIME(ts, INTERVAL '1' MINUTE) AS rowtime, user_id, COUNT(*) AS cnt
FROM events
GROUP BY user_id, TUMBLE(ts, INTERVAL '1' MINUTE);

SELECT TUMBLE_START(rowtime, INTERVAL '5' MINUTE) AS window_start, SUM(cnt) AS events, MAX(cnt) AS busiest
FROM per_minute
GROUP BY TUMBLE(rowtime, INTERVAL '5' MINUTE);
-- expect:
-- | window_start            | events | busiest |
-- | 2026-01-01 10:00:00.000 | 3      | 2       |
-- | 2026-01-01 10:05:00.000 | 1      | 1       |

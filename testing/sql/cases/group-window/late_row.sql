-- The older window operator drops a row when all of its windows are gone, at the same millisecond as the newer one.
-- tags: window, group-window, late, boundary
CREATE TABLE events (
  user_id INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${dir}/events.json', 'format' = 'json');

-- file: events.json
-- {"user_id":1,"ts":"2026-01-01 10:00:00.000"}
-- {"user_id":2,"ts":"2026-01-01 10:05:04.998"}
-- {"user_id":3,"ts":"2026-01-01 10:04:59.999"}
-- {"user_id":4,"ts":"2026-01-01 10:06:00.000"}
-- {"user_id":5,"ts":"2026-01-01 10:04:59.999"}

SELECT TUMBLE_START(ts, INTERVAL '5' MINUTE) AS window_start, COUNT(*) AS cnt, MAX(user_id) AS last_user
FROM events
GROUP BY TUMBLE(ts, INTERVAL '5' MINUTE);
-- expect:
-- | window_start            | cnt | last_user |
-- | 2026-01-01 10:00:00.000 | 2   | 3         |
-- | 2026-01-01 10:05:00.000 | 2   | 4         |
-- expect-late: 1

SELECT HOP_START(ts, INTERVAL '1' MINUTE, INTERVAL '2' MINUTE) AS window_start, COUNT(*) AS cnt, MAX(user_id) AS last_user
FROM events
GROUP BY HOP(ts, INTERVAL '1' MINUTE, INTERVAL '2' MINUTE);
-- expect:
-- | window_start            | cnt | last_user |
-- | 2026-01-01 09:59:00.000 | 1   | 1         |
-- | 2026-01-01 10:00:00.000 | 1   | 1         |
-- | 2026-01-01 10:03:00.000 | 1   | 3         |
-- | 2026-01-01 10:04:00.000 | 3   | 5         |
-- | 2026-01-01 10:05:00.000 | 2   | 4         |
-- | 2026-01-01 10:06:00.000 | 1   | 4         |

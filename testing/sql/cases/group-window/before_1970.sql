-- Times before 1970 in the older windows: floor, and sessions across 1970.
-- tags: window, group-window, before-1970, boundary
CREATE TABLE events (
  user_id INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${dir}/events.json', 'format' = 'json');

-- file: events.json
-- {"user_id":1,"ts":"1969-12-31 23:54:59.999"}
-- {"user_id":1,"ts":"1969-12-31 23:59:59.999"}
-- {"user_id":1,"ts":"1970-01-01 00:00:00.000"}

SELECT TUMBLE_START(ts, INTERVAL '5' MINUTE) AS window_start, COUNT(*) AS cnt
FROM events
GROUP BY TUMBLE(ts, INTERVAL '5' MINUTE);
-- expect:
-- | window_start            | cnt |
-- | 1969-12-31 23:50:00.000 | 1   |
-- | 1969-12-31 23:55:00.000 | 1   |
-- | 1970-01-01 00:00:00.000 | 1   |

SELECT HOP_START(ts, INTERVAL '5' MINUTE, INTERVAL '10' MINUTE) AS window_start, COUNT(*) AS cnt
FROM events
GROUP BY HOP(ts, INTERVAL '5' MINUTE, INTERVAL '10' MINUTE);
-- expect:
-- | window_start            | cnt |
-- | 1969-12-31 23:45:00.000 | 1   |
-- | 1969-12-31 23:50:00.000 | 2   |
-- | 1969-12-31 23:55:00.000 | 2   |
-- | 1970-01-01 00:00:00.000 | 1   |

SELECT SESSION_START(ts, INTERVAL '1' MINUTE) AS session_start, SESSION_END(ts, INTERVAL '1' MINUTE) AS session_end,
  COUNT(*) AS cnt
FROM events
GROUP BY SESSION(ts, INTERVAL '1' MINUTE);
-- expect:
-- | session_start           | session_end             | cnt |
-- | 1969-12-31 23:54:59.999 | 1969-12-31 23:55:59.999 | 1   |
-- | 1969-12-31 23:59:59.999 | 1970-01-01 00:01:00.000 | 2   |

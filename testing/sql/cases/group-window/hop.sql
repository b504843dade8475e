-- The older form of overlapping windows; here the size need not be a multiple of the slide.
-- tags: window, group-window, hop, boundary, row:25
CREATE TABLE events (
  user_id INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${dir}/events.json', 'format' = 'json');

-- file: events.json
-- {"user_id":1,"ts":"2026-01-01 10:00:00.000"}
-- {"user_id":2,"ts":"2026-01-01 10:04:59.999"}
-- {"user_id":3,"ts":"2026-01-01 10:05:00.000"}

SELECT
  HOP_START(ts, INTERVAL '5' MINUTE, INTERVAL '10' MINUTE) AS window_start,
  HOP_END(ts, INTERVAL '5' MINUTE, INTERVAL '10' MINUTE) AS window_end,
  HOP_ROWTIME(ts, INTERVAL '5' MINUTE, INTERVAL '10' MINUTE) AS rowtime,
  COUNT(*) AS cnt
FROM events
GROUP BY HOP(ts, INTERVAL '5' MINUTE, INTERVAL '10' MINUTE);
-- expect:
-- | window_start            | window_end              | rowtime                 | cnt |
-- | 2026-01-01 09:55:00.000 | 2026-01-01 10:05:00.000 | 2026-01-01 10:04:59.999 | 2   |
-- | 2026-01-01 10:00:00.000 | 2026-01-01 10:10:00.000 | 2026-01-01 10:09:59.999 | 3   |
-- | 2026-01-01 10:05:00.000 | 2026-01-01 10:15:00.000 | 2026-01-01 10:14:59.999 | 1   |

SELECT
  HOP_START(ts, INTERVAL '2' MINUTE, INTERVAL '5' MINUTE) AS window_start,
  HOP_END(ts, INTERVAL '2' MINUTE, INTERVAL '5' MINUTE) AS window_end,
  COUNT(*) AS cnt
FROM events
GROUP BY HOP(ts, INTERVAL '2' MINUTE, INTERVAL '5' MINUTE);
-- expect:
-- | window_start            | window_end              | cnt |
-- | 2026-01-01 09:56:00.000 | 2026-01-01 10:01:00.000 | 1   |
-- | 2026-01-01 09:58:00.000 | 2026-01-01 10:03:00.000 | 1   |
-- | 2026-01-01 10:00:00.000 | 2026-01-01 10:05:00.000 | 2   |
-- | 2026-01-01 10:02:00.000 | 2026-01-01 10:07:00.000 | 2   |
-- | 2026-01-01 10:04:00.000 | 2026-01-01 10:09:00.000 | 2   |

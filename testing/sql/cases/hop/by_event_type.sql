-- Windows of 10 minutes every 5 minutes by event type: each event counts in two windows.
-- tags: window, hop, row:23, row:17
CREATE TABLE events (
  event_type STRING,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '10' MINUTES
) WITH ('connector' = 'filesystem', 'path' = '${dir}/events.json', 'format' = 'json');

-- file: events.json
-- {"event_type":"view","ts":"2026-01-01 10:00:00.000"}
-- {"event_type":"view","ts":"2026-01-01 10:07:00.000"}
-- {"event_type":"buy","ts":"2026-01-01 10:09:59.999"}
-- {"event_type":"view","ts":"2026-01-01 10:10:00.000"}
-- {"event_type":"buy","ts":"2026-01-01 10:04:00.000"}

SELECT window_start, window_end, event_type, COUNT(*) AS cnt
FROM TABLE(HOP(TABLE events, DESCRIPTOR(ts), INTERVAL '5' MINUTES, INTERVAL '10' MINUTES))
GROUP BY window_start, window_end, event_type;
-- expect:
-- | window_start            | window_end              | event_type | cnt |
-- | 2026-01-01 09:55:00.000 | 2026-01-01 10:05:00.000 | buy        | 1   |
-- | 2026-01-01 09:55:00.000 | 2026-01-01 10:05:00.000 | view       | 1   |
-- | 2026-01-01 10:00:00.000 | 2026-01-01 10:10:00.000 | buy        | 2   |
-- | 2026-01-01 10:00:00.000 | 2026-01-01 10:10:00.000 | view       | 2   |
-- | 2026-01-01 10:05:00.000 | 2026-01-01 10:15:00.000 | buy        | 1   |
-- | 2026-01-01 10:05:00.000 | 2026-01-01 10:15:00.000 | view       | 2   |
-- | 2026-01-01 10:10:00.000 | 2026-01-01 10:20:00.000 | view       | 1   |

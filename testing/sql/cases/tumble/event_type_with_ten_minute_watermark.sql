-- Five-minute windows with a watermark ten minutes behind: an event ten minutes late, less a millisecond, still counts.
-- tags: window, tumble, late, row:22, row:56
CREATE TABLE events (
  event_type STRING,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '10' MINUTES
) WITH ('connector' = 'filesystem', 'path' = '${dir}/events.json', 'format' = 'json');

-- file: events.json
-- {"event_type":"view","ts":"2026-01-01 10:00:00.000"}
-- {"event_type":"view","ts":"2026-01-01 10:04:00.000"}
-- {"event_type":"buy","ts":"2026-01-01 10:14:59.998"}
-- {"event_type":"view","ts":"2026-01-01 10:04:59.999"}
-- {"event_type":"buy","ts":"2026-01-01 10:14:59.999"}
-- {"event_type":"buy","ts":"2026-01-01 10:09:59.999"}

SELECT window_start, window_end, event_type, COUNT(*) AS cnt
FROM TABLE(TUMBLE(TABLE events, DESCRIPTOR(ts), INTERVAL '5' MINUTES))
GROUP BY window_start, window_end, event_type;
-- expect:
-- | window_start            | window_end              | event_type | cnt |
-- | 2026-01-01 10:00:00.000 | 2026-01-01 10:05:00.000 | view       | 3   |
-- | 2026-01-01 10:05:00.000 | 2026-01-01 10:10:00.000 | buy        | 1   |
-- | 2026-01-01 10:10:00.000 | 2026-01-01 10:15:00.000 | buy        | 2   |

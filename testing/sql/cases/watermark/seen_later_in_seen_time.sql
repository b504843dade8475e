-- The same four events by the time at which they were seen, as processing time would have them: three in
-- [10:05, 10:10), one in [10:10, 10:15).
-- tags: watermark, worked-example, row:11, row:5
CREATE TABLE events (
  id INT,
  event_time TIMESTAMP(3),
  seen_time TIMESTAMP(3),
  WATERMARK FOR seen_time AS seen_time
) WITH ('connector' = 'filesystem', 'path' = '${dir}/events.json', 'format' = 'json');

-- file: events.json
-- {"id":1,"event_time":"2026-01-01 10:00:00.000","seen_time":"2026-01-01 10:05:00.000"}
-- {"id":2,"event_time":"2026-01-01 10:01:00.000","seen_time":"2026-01-01 10:06:00.000"}
-- {"id":3,"event_time":"2026-01-01 10:02:00.000","seen_time":"2026-01-01 10:08:00.000"}
-- {"id":4,"event_time":"2026-01-01 10:03:00.000","seen_time":"2026-01-01 10:10:00.000"}

SELECT window_start, window_end, COUNT(*) AS cnt
FROM TABLE(TUMBLE(TABLE events, DESCRIPTOR(seen_time), INTERVAL '5' MINUTES))
GROUP BY window_start, window_end;
-- expect:
-- | window_start            | window_end              | cnt |
-- | 2026-01-01 10:05:00.000 | 2026-01-01 10:10:00.000 | 3   |
-- | 2026-01-01 10:10:00.000 | 2026-01-01 10:15:00.000 | 1   |

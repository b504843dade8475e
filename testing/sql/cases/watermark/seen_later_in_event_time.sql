-- Events of 10:00, 10:01, 10:02 and 10:03 that are seen at 10:05, 10:06, 10:08 and 10:10: by event time all four are in
-- [10:00, 10:05).
-- tags: watermark, worked-example, row:11, row:7, row:4
CREATE TABLE events (
  id INT,
  event_time TIMESTAMP(3),
  seen_time TIMESTAMP(3),
  WATERMARK FOR event_time AS event_time - INTERVAL '10' SECONDS
) WITH ('connector' = 'filesystem', 'path' = '${dir}/events.json', 'format' = 'json');

-- file: events.json
-- {"id":1,"event_time":"2026-01-01 10:00:00.000","seen_time":"2026-01-01 10:05:00.000"}
-- {"id":2,"event_time":"2026-01-01 10:01:00.000","seen_time":"2026-01-01 10:06:00.000"}
-- {"id":3,"event_time":"2026-01-01 10:02:00.000","seen_time":"2026-01-01 10:08:00.000"}
-- {"id":4,"event_time":"2026-01-01 10:03:00.000","seen_time":"2026-01-01 10:10:00.000"}

SELECT window_start, window_end, COUNT(*) AS cnt,
  MAX(TIMESTAMPDIFF(SECOND, event_time, seen_time)) AS lateness_seconds
FROM TABLE(TUMBLE(TABLE events, DESCRIPTOR(event_time), INTERVAL '5' MINUTES))
GROUP BY window_start, window_end;
-- expect:
-- | window_start            | window_end              | cnt | lateness_seconds |
-- | 2026-01-01 10:00:00.000 | 2026-01-01 10:05:00.000 | 4   | 420              |

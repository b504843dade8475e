-- A slide longer than the window leaves gaps; an event in a gap is in no window and is not counted as late.
-- tags: window, group-window, hop, boundary
CREATE TABLE events (
  user_id INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${dir}/events.json', 'format' = 'json');

-- file: events.json
-- {"user_id":1,"ts":"2026-01-01 10:00:00.000"}
-- {"user_id":2,"ts":"2026-01-01 10:02:00.000"}
-- {"user_id":3,"ts":"2026-01-01 10:09:59.999"}
-- {"user_id":4,"ts":"2026-01-01 10:11:59.999"}

SELECT
  HOP_START(ts, INTERVAL '10' MINUTE, INTERVAL '2' MINUTE) AS window_start,
  HOP_END(ts, INTERVAL '10' MINUTE, INTERVAL '2' MINUTE) AS window_end,
  COUNT(*) AS cnt, MIN(user_id) AS first_user
FROM events
GROUP BY HOP(ts, INTERVAL '10' MINUTE, INTERVAL '2' MINUTE);
-- expect:
-- | window_start            | window_end              | cnt | first_user |
-- | 2026-01-01 10:00:00.000 | 2026-01-01 10:02:00.000 | 1   | 1          |
-- | 2026-01-01 10:10:00.000 | 2026-01-01 10:12:00.000 | 1   | 4          |

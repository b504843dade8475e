-- Sessions when the clocks go back: two events an hour apart with the same time on the clock.
-- tags: window, session, timestamp-ltz, dst, boundary, surprise
SET 'table.local-time-zone' = 'Europe/Berlin';

CREATE TABLE clicks (
  user_id INT,
  ts TIMESTAMP_LTZ(3),
  WATERMARK FOR ts AS ts - INTERVAL '3' HOURS
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"user_id":1,"ts":"2026-10-25 00:30:00.000Z"}
-- {"user_id":1,"ts":"2026-10-25 01:30:00.000Z"}
-- {"user_id":2,"ts":"2026-10-25 00:59:00.000Z"}
-- {"user_id":2,"ts":"2026-10-25 01:01:00.000Z"}

SELECT user_id, window_start, window_end, COUNT(*) AS cnt
FROM TABLE(SESSION(TABLE clicks PARTITION BY user_id, DESCRIPTOR(ts), INTERVAL '10' MINUTES))
GROUP BY user_id, window_start, window_end;
-- expect:
-- | user_id | window_start            | window_end              | cnt |
-- | 1       | 2026-10-25 02:30:00.000 | 2026-10-25 02:40:00.000 | 2   |
-- | 2       | 2026-10-25 02:01:00.000 | 2026-10-25 02:11:00.000 | 1   |
-- | 2       | 2026-10-25 02:59:00.000 | 2026-10-25 03:09:00.000 | 1   |

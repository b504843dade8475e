-- A session across the change to summer time: two events one second apart with an hour between them on the clock.
-- tags: window, session, timestamp-ltz, dst, boundary, surprise
SET 'table.local-time-zone' = 'Europe/Berlin';

CREATE TABLE clicks (
  user_id INT,
  ts TIMESTAMP_LTZ(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"user_id":1,"ts":"2026-03-29 00:59:59.000Z"}
-- {"user_id":1,"ts":"2026-03-29 01:00:00.000Z"}
-- {"user_id":2,"ts":"2026-03-29 12:00:00.000Z"}
-- {"user_id":2,"ts":"2026-03-29 12:00:01.000Z"}

SELECT user_id, window_start, window_end, COUNT(*) AS cnt
FROM TABLE(SESSION(TABLE clicks PARTITION BY user_id, DESCRIPTOR(ts), INTERVAL '10' MINUTES))
GROUP BY user_id, window_start, window_end;
-- expect:
-- | user_id | window_start            | window_end              | cnt |
-- | 1       | 2026-03-29 01:59:59.000 | 2026-03-29 02:09:59.000 | 1   |
-- | 1       | 2026-03-29 03:00:00.000 | 2026-03-29 03:10:00.000 | 1   |
-- | 2       | 2026-03-29 14:00:00.000 | 2026-03-29 14:10:01.000 | 2   |

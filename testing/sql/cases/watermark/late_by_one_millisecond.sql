-- The watermark reaches the last millisecond of the window: from then on its rows are late.
-- tags: watermark, late, boundary, row:48, row:50
CREATE TABLE clicks (
  user_id INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"user_id":1,"ts":"2026-01-01 10:00:00.000"}
-- {"user_id":2,"ts":"2026-01-01 10:05:04.999"}
-- {"user_id":3,"ts":"2026-01-01 10:04:59.999"}

SELECT window_start, COUNT(*) AS cnt, MAX(user_id) AS last_user
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '5' MINUTES))
GROUP BY window_start, window_end;
-- expect:
-- | window_start            | cnt | last_user |
-- | 2026-01-01 10:00:00.000 | 1   | 1         |
-- | 2026-01-01 10:05:00.000 | 1   | 2         |
-- expect-late: 1

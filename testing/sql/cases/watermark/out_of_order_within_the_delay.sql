-- Any order within the watermark's delay gives the same windows.
-- tags: watermark, late, row:10, row:56
CREATE TABLE clicks (
  user_id INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '30' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"user_id":1,"ts":"2026-01-01 10:00:20.000"}
-- {"user_id":2,"ts":"2026-01-01 10:00:00.000"}
-- {"user_id":3,"ts":"2026-01-01 10:01:10.000"}
-- {"user_id":4,"ts":"2026-01-01 10:00:50.000"}
-- {"user_id":5,"ts":"2026-01-01 10:00:59.999"}
-- {"user_id":6,"ts":"2026-01-01 10:01:29.998"}
-- {"user_id":7,"ts":"2026-01-01 10:00:59.999"}

SELECT window_start, COUNT(*) AS cnt, MAX(user_id) AS last_user
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end;
-- expect:
-- | window_start            | cnt | last_user |
-- | 2026-01-01 10:00:00.000 | 5   | 7         |
-- | 2026-01-01 10:01:00.000 | 2   | 6         |

-- With pipeline.auto-watermark-interval = 0 every advance is sent at once, one millisecond too.
-- tags: watermark, late, boundary
SET 'pipeline.auto-watermark-interval' = '0 ms';

CREATE TABLE clicks (
  user_id INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"user_id":1,"ts":"2026-01-01 10:00:59.997"}
-- {"user_id":2,"ts":"2026-01-01 10:00:59.998"}
-- {"user_id":3,"ts":"2026-01-01 10:00:59.997"}
-- {"user_id":4,"ts":"2026-01-01 10:00:59.999"}
-- {"user_id":5,"ts":"2026-01-01 10:00:59.998"}

SELECT window_start, COUNT(*) AS cnt, MAX(user_id) AS last_user
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end;
-- expect:
-- | window_start            | cnt | last_user |
-- | 2026-01-01 10:00:00.000 | 4   | 4         |
-- expect-late: 1

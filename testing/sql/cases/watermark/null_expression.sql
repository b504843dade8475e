-- A watermark expression that is NULL for a row leaves the watermark where it is.
-- tags: watermark, late, null
CREATE TABLE clicks (
  user_id INT,
  is_clock BOOLEAN,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS CASE WHEN is_clock THEN ts END
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"user_id":1,"is_clock":true,"ts":"2026-01-01 10:00:00.000"}
-- {"user_id":2,"is_clock":false,"ts":"2026-01-01 10:30:00.000"}
-- {"user_id":3,"is_clock":null,"ts":"2026-01-01 10:00:30.000"}
-- {"user_id":4,"is_clock":true,"ts":"2026-01-01 10:10:00.000"}
-- {"user_id":5,"is_clock":null,"ts":"2026-01-01 10:00:30.000"}

SELECT window_start, COUNT(*) AS cnt, MAX(user_id) AS last_user
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end;
-- expect:
-- | window_start            | cnt | last_user |
-- | 2026-01-01 10:00:00.000 | 2   | 3         |
-- | 2026-01-01 10:10:00.000 | 1   | 4         |
-- | 2026-01-01 10:30:00.000 | 1   | 2         |
-- expect-late: 1

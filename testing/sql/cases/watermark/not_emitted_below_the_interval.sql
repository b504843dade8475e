-- A watermark that has advanced by no more than pipeline.auto-watermark-interval is not sent at once: with an interval
-- of an hour the row of 10:00:30 is on time although 10:59 has been seen, and late once 11:10 has been.
-- tags: watermark, late, boundary, surprise
SET 'pipeline.auto-watermark-interval' = '1 h';

CREATE TABLE clicks (
  user_id INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"user_id":1,"ts":"2026-01-01 10:00:00.000"}
-- {"user_id":2,"ts":"2026-01-01 11:00:00.000"}
-- {"user_id":3,"ts":"2026-01-01 10:00:30.000"}
-- {"user_id":4,"ts":"2026-01-01 11:00:00.001"}
-- {"user_id":5,"ts":"2026-01-01 10:00:30.000"}

SELECT window_start, COUNT(*) AS cnt, MAX(user_id) AS last_user
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end;
-- expect:
-- | window_start            | cnt | last_user |
-- | 2026-01-01 10:00:00.000 | 2   | 3         |
-- | 2026-01-01 11:00:00.000 | 2   | 4         |
-- expect-late: 1

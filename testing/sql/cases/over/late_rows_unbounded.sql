-- With all rows before in the frame, a row that the watermark has passed is dropped and counted.
-- tags: over, late
CREATE TABLE orders (
  user_id INT,
  amount INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${dir}/orders.json', 'format' = 'json');

-- file: orders.json
-- {"user_id":1,"amount":1,"ts":"2026-01-01 10:00:00.000"}
-- {"user_id":2,"amount":2,"ts":"2026-01-01 10:00:10.000"}
-- {"user_id":1,"amount":8,"ts":"2026-01-01 10:01:00.000"}
-- {"user_id":1,"amount":100,"ts":"2026-01-01 10:00:54.999"}
-- {"user_id":2,"amount":200,"ts":"2026-01-01 10:00:55.000"}
-- {"user_id":3,"amount":300,"ts":"2026-01-01 10:00:10.000"}
-- {"user_id":3,"amount":400,"ts":"2026-01-01 10:00:56.000"}

SELECT user_id, ts, SUM(amount) OVER (PARTITION BY user_id ORDER BY ts) AS total FROM orders;
-- expect:
-- | user_id | ts                      | total |
-- | 1       | 2026-01-01 10:00:00.000 | 1     |
-- | 1       | 2026-01-01 10:01:00.000 | 9     |
-- | 2       | 2026-01-01 10:00:10.000 | 2     |
-- | 3       | 2026-01-01 10:00:56.000 | 400   |
-- expect-late: 3

SELECT user_id, ts, SUM(amount) OVER (PARTITION BY user_id ORDER BY ts ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS total FROM orders;
-- expect:
-- | user_id | ts                      | total |
-- | 1       | 2026-01-01 10:00:00.000 | 1     |
-- | 1       | 2026-01-01 10:01:00.000 | 9     |
-- | 2       | 2026-01-01 10:00:10.000 | 2     |
-- | 3       | 2026-01-01 10:00:56.000 | 400   |
-- expect-late: 3

-- With a bounded frame a row is late only if a later one of its own key has been given out.
-- tags: over, late, surprise
CREATE TABLE orders (
  user_id INT,
  amount INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${dir}/orders.json', 'format' = 'json');

-- file: orders.json
-- {"user_id":1,"amount":1,"ts":"2026-01-01 10:00:00.000"}
-- {"user_id":1,"amount":2,"ts":"2026-01-01 10:00:20.000"}
-- {"user_id":2,"amount":4,"ts":"2026-01-01 10:01:00.000"}
-- {"user_id":1,"amount":8,"ts":"2026-01-01 10:00:10.000"}
-- {"user_id":1,"amount":16,"ts":"2026-01-01 10:00:20.000"}
-- {"user_id":1,"amount":32,"ts":"2026-01-01 10:00:21.000"}
-- {"user_id":3,"amount":64,"ts":"2026-01-01 10:00:01.000"}
-- {"user_id":2,"amount":128,"ts":"2026-01-01 10:03:00.000"}
-- {"user_id":3,"amount":256,"ts":"2026-01-01 10:00:00.999"}
-- {"user_id":3,"amount":512,"ts":"2026-01-01 10:00:30.000"}

SELECT user_id, ts, SUM(amount) OVER (PARTITION BY user_id ORDER BY ts ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) AS total FROM orders;
-- expect:
-- | user_id | ts                      | total |
-- | 1       | 2026-01-01 10:00:00.000 | 1     |
-- | 1       | 2026-01-01 10:00:20.000 | 3     |
-- | 1       | 2026-01-01 10:00:21.000 | 35    |
-- | 2       | 2026-01-01 10:01:00.000 | 4     |
-- | 2       | 2026-01-01 10:03:00.000 | 132   |
-- | 3       | 2026-01-01 10:00:01.000 | 64    |
-- | 3       | 2026-01-01 10:00:30.000 | 576   |
-- expect-late: 3

SELECT user_id, ts, SUM(amount) OVER (PARTITION BY user_id ORDER BY ts RANGE BETWEEN INTERVAL '1' MINUTE PRECEDING AND CURRENT ROW) AS total FROM orders;
-- expect:
-- | user_id | ts                      | total |
-- | 1       | 2026-01-01 10:00:00.000 | 1     |
-- | 1       | 2026-01-01 10:00:20.000 | 3     |
-- | 1       | 2026-01-01 10:00:21.000 | 35    |
-- | 2       | 2026-01-01 10:01:00.000 | 4     |
-- | 2       | 2026-01-01 10:03:00.000 | 128   |
-- | 3       | 2026-01-01 10:00:00.999 | 256   |
-- | 3       | 2026-01-01 10:00:01.000 | 64    |
-- | 3       | 2026-01-01 10:00:30.000 | 768   |
-- expect-late: 2

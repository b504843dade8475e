-- Frames that look ahead, or leave rows out, are not possible on a stream.
-- tags: over, wrong
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
-- {"user_id":1,"amount":4,"ts":"2026-01-01 10:00:58.000"}
-- {"user_id":1,"amount":32,"ts":"2026-01-01 10:01:00.000"}
-- {"user_id":2,"amount":64,"ts":"2026-01-01 10:01:10.000"}
-- {"user_id":2,"amount":null,"ts":"2026-01-01 10:01:10.001"}
-- {"user_id":null,"amount":5,"ts":"2026-01-01 10:01:30.000"}
-- {"user_id":1,"amount":16,"ts":"2026-01-01 10:02:00.001"}
-- {"user_id":null,"amount":7,"ts":"2026-01-01 10:02:30.000"}
-- {"user_id":2,"amount":128,"ts":"2026-01-01 10:05:00.000"}

SELECT SUM(amount) OVER (PARTITION BY user_id ORDER BY ts ROWS BETWEEN CURRENT ROW AND 1 FOLLOWING) AS total FROM orders;
-- expect-error: OVER RANGE FOLLOWING windows are not supported yet.

SELECT SUM(amount) OVER (PARTITION BY user_id ORDER BY ts DESC) AS total FROM orders;
-- expect-error: The window can only be ordered in ASCENDING mode.

SELECT SUM(amount) OVER (PARTITION BY user_id) AS total FROM orders;
-- expect-error: The window can only be ordered by a single time column.

SELECT LEAD(amount) OVER (PARTITION BY user_id ORDER BY ts) AS total FROM orders;
-- expect-error: LEAD Function is not supported in stream mode.

SELECT NTILE(2) OVER (PARTITION BY user_id ORDER BY ts) AS total FROM orders;
-- expect-error: NTILE Function is not supported in stream mode.

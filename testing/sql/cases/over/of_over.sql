-- OVER of what another OVER gives out, and windows over it: the time attribute stays one.
-- tags: over, window
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

CREATE VIEW totals AS SELECT user_id, ts, SUM(amount) OVER (PARTITION BY user_id ORDER BY ts) AS total FROM orders;

SELECT window_start, MAX(total) AS most FROM TABLE(TUMBLE(TABLE totals, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end;
-- expect:
-- | window_start            | most |
-- | 2026-01-01 10:00:00.000 | 5    |
-- | 2026-01-01 10:01:00.000 | 66   |
-- | 2026-01-01 10:02:00.000 | 61   |
-- | 2026-01-01 10:05:00.000 | 194  |

SELECT user_id, ts, SUM(cnt) OVER (ORDER BY ts ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS two FROM (
  SELECT user_id, ts, COUNT(*) OVER (PARTITION BY user_id ORDER BY ts) AS cnt FROM orders);
-- expect:
-- | user_id | ts                      | two |
-- | 1       | 2026-01-01 10:00:00.000 | 1   |
-- | 1       | 2026-01-01 10:00:58.000 | 3   |
-- | 1       | 2026-01-01 10:01:00.000 | 6   |
-- | 1       | 2026-01-01 10:01:00.000 | 8   |
-- | 1       | 2026-01-01 10:02:00.001 | 6   |
-- | 2       | 2026-01-01 10:00:10.000 | 2   |
-- | 2       | 2026-01-01 10:01:10.000 | 6   |
-- | 2       | 2026-01-01 10:01:10.001 | 5   |
-- | 2       | 2026-01-01 10:05:00.000 | 6   |
-- | NULL    | 2026-01-01 10:01:30.000 | 4   |
-- | NULL    | 2026-01-01 10:02:30.000 | 7   |

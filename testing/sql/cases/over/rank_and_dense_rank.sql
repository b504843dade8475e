-- RANK and DENSE_RANK over a time attribute number rows as ROW_NUMBER does; those of the same time get the last number.
-- tags: over, rank, surprise, flink-defect
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

SELECT user_id, ts, RANK() OVER (PARTITION BY user_id ORDER BY ts) AS number FROM orders;
-- expect:
-- | user_id | ts                      | number |
-- | 1       | 2026-01-01 10:00:00.000 | 1      |
-- | 1       | 2026-01-01 10:00:58.000 | 2      |
-- | 1       | 2026-01-01 10:01:00.000 | 4      |
-- | 1       | 2026-01-01 10:01:00.000 | 4      |
-- | 1       | 2026-01-01 10:02:00.001 | 5      |
-- | 2       | 2026-01-01 10:00:10.000 | 1      |
-- | 2       | 2026-01-01 10:01:10.000 | 2      |
-- | 2       | 2026-01-01 10:01:10.001 | 3      |
-- | 2       | 2026-01-01 10:05:00.000 | 4      |
-- | NULL    | 2026-01-01 10:01:30.000 | 1      |
-- | NULL    | 2026-01-01 10:02:30.000 | 2      |

SELECT user_id, ts, DENSE_RANK() OVER (PARTITION BY user_id ORDER BY ts) AS number FROM orders;
-- expect:
-- | user_id | ts                      | number |
-- | 1       | 2026-01-01 10:00:00.000 | 1      |
-- | 1       | 2026-01-01 10:00:58.000 | 2      |
-- | 1       | 2026-01-01 10:01:00.000 | 4      |
-- | 1       | 2026-01-01 10:01:00.000 | 4      |
-- | 1       | 2026-01-01 10:02:00.001 | 5      |
-- | 2       | 2026-01-01 10:00:10.000 | 1      |
-- | 2       | 2026-01-01 10:01:10.000 | 2      |
-- | 2       | 2026-01-01 10:01:10.001 | 3      |
-- | 2       | 2026-01-01 10:05:00.000 | 4      |
-- | NULL    | 2026-01-01 10:01:30.000 | 1      |
-- | NULL    | 2026-01-01 10:02:30.000 | 2      |

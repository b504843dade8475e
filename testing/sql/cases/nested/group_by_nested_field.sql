-- A nested field as a group key and as an argument of aggregates, in a window.
-- tags: nested, row, window, tumble
CREATE TABLE t (
  `user` ROW<id INT, country STRING>,
  basket ROW<amount DECIMAL(10, 2), items ARRAY<STRING>>,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"user":{"id":1,"country":"DE"},"basket":{"amount":1.50,"items":["a","b"]},"ts":"2026-01-01 10:00:00.000"}
-- {"user":{"id":2,"country":"DE"},"basket":{"amount":2.50,"items":[]},"ts":"2026-01-01 10:00:01.000"}
-- {"user":null,"basket":null,"ts":"2026-01-01 10:00:02.000"}
-- {"user":{"id":3,"country":"NP"},"basket":{"amount":null,"items":["c"]},"ts":"2026-01-01 10:00:03.000"}

SELECT country, COUNT(*) AS cnt, SUM(amount) AS amount, SUM(item_count) AS items, COUNT(DISTINCT user_id) AS users
FROM TABLE(TUMBLE((SELECT t.`user`.country AS country, t.`user`.id AS user_id, t.basket.amount AS amount,
  CARDINALITY(t.basket.items) AS item_count, ts FROM t), DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end, country;
-- expect:
-- | country | cnt | amount | items | users |
-- | DE      | 2   | 4.00   | 2     | 2     |
-- | NP      | 1   | NULL   | 1     | 1     |
-- | NULL    | 1   | NULL   | NULL  | 0     |

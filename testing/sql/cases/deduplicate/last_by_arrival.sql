-- The last row of each id by arrival.
-- tags: deduplicate, processing-time, updating, row:89
CREATE TABLE orders (
  id STRING,
  amount INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '10' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${dir}/orders.json', 'format' = 'json');

-- file: orders.json
-- {"id":"a","amount":1,"ts":"2026-01-01 10:00:05.000"}
-- {"id":"b","amount":2,"ts":"2026-01-01 10:00:06.000"}
-- {"id":"a","amount":3,"ts":"2026-01-01 10:00:02.000"}
-- {"id":"b","amount":4,"ts":"2026-01-01 10:00:20.000"}
-- {"id":"c","amount":5,"ts":"2026-01-01 10:00:21.000"}
-- {"id":"a","amount":6,"ts":"2026-01-01 10:00:30.000"}
-- {"id":"c","amount":7,"ts":"2026-01-01 10:00:31.000"}
-- {"id":null,"amount":8,"ts":"2026-01-01 10:00:32.000"}
-- {"id":null,"amount":9,"ts":"2026-01-01 10:00:33.000"}

SELECT id, amount
FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY id ORDER BY p DESC) AS n FROM (SELECT *, PROCTIME() AS p FROM orders))
WHERE n = 1;
-- expect-final:
-- | id   | amount |
-- | NULL | 9      |
-- | a    | 6      |
-- | b    | 4      |
-- | c    | 7      |

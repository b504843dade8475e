-- The last row of each id by event time: each later row updates it, an earlier one does not.
-- tags: cluster, deduplicate, event-time, updating, row:89
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

SELECT id, amount, ts
FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY id ORDER BY ts DESC) AS n FROM orders)
WHERE n = 1;
-- expect-final:
-- | id   | amount | ts                      |
-- | NULL | 9      | 2026-01-01 10:00:33.000 |
-- | a    | 6      | 2026-01-01 10:00:30.000 |
-- | b    | 4      | 2026-01-01 10:00:20.000 |
-- | c    | 7      | 2026-01-01 10:00:31.000 |

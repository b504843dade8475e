-- Cumulating windows over an updating input.
-- tags: window, cumulate, updating, retraction
CREATE TABLE orders (
  id STRING,
  shop STRING,
  amount INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '20' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${dir}/orders.json', 'format' = 'json');

-- file: orders.json
-- {"id":"a","shop":"oslo","amount":10,"ts":"2026-01-01 10:00:01.000"}
-- {"id":"b","shop":"oslo","amount":20,"ts":"2026-01-01 10:00:02.000"}
-- {"id":"c","shop":"bergen","amount":30,"ts":"2026-01-01 10:00:05.000"}
-- {"id":"a","shop":"oslo","amount":15,"ts":"2026-01-01 10:00:08.000"}
-- {"id":"c","shop":"oslo","amount":33,"ts":"2026-01-01 10:00:12.000"}
-- {"id":"b","shop":"oslo","amount":25,"ts":"2026-01-01 10:00:17.000"}
-- {"id":"d","shop":"bergen","amount":null,"ts":"2026-01-01 10:00:18.000"}
-- {"id":"e","shop":"oslo","amount":20,"ts":"2026-01-01 10:00:40.000"}
-- {"id":"e","shop":"bergen","amount":21,"ts":"2026-01-01 10:00:55.000"}

CREATE VIEW last_rows AS
SELECT id, shop, amount, ts
FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY id ORDER BY ts DESC) AS n FROM orders)
WHERE n = 1;

SELECT window_start, window_end, shop, COUNT(*) AS orders, SUM(amount) AS total, MAX(amount) AS greatest
FROM TABLE(CUMULATE(TABLE last_rows, DESCRIPTOR(ts), INTERVAL '10' SECOND, INTERVAL '30' SECOND))
GROUP BY window_start, window_end, shop;
-- expect:
-- | window_start            | window_end              | shop   | orders | total | greatest |
-- | 2026-01-01 10:00:00.000 | 2026-01-01 10:00:10.000 | oslo   | 1      | 15    | 15       |
-- | 2026-01-01 10:00:00.000 | 2026-01-01 10:00:20.000 | bergen | 1      | NULL  | NULL     |
-- | 2026-01-01 10:00:00.000 | 2026-01-01 10:00:20.000 | oslo   | 3      | 73    | 33       |
-- | 2026-01-01 10:00:00.000 | 2026-01-01 10:00:30.000 | bergen | 1      | NULL  | NULL     |
-- | 2026-01-01 10:00:00.000 | 2026-01-01 10:00:30.000 | oslo   | 3      | 73    | 33       |
-- | 2026-01-01 10:00:30.000 | 2026-01-01 10:01:00.000 | bergen | 1      | 21    | 21       |

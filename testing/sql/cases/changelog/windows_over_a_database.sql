-- Windows over a database's log: a row that is updated leaves its window and enters another one, if both are still open.
-- tags: changelog, window, tumble, debezium, retraction
CREATE TABLE orders (
  id INT,
  shop STRING,
  amount INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '1' MINUTE,
  PRIMARY KEY (id) NOT ENFORCED
) WITH ('connector' = 'filesystem', 'path' = '${dir}/orders.json', 'format' = 'debezium-json');

-- file: orders.json
-- {"before":null,"after":{"id":1,"shop":"oslo","amount":10,"ts":"2026-01-01 10:00:01"},"op":"c"}
-- {"before":null,"after":{"id":2,"shop":"oslo","amount":20,"ts":"2026-01-01 10:00:02"},"op":"c"}
-- {"before":null,"after":{"id":3,"shop":"bergen","amount":30,"ts":"2026-01-01 10:00:03"},"op":"c"}
-- {"before":{"id":1,"shop":"oslo","amount":10,"ts":"2026-01-01 10:00:01"},"after":{"id":1,"shop":"oslo","amount":11,"ts":"2026-01-01 10:00:11"},"op":"u"}
-- {"before":{"id":3,"shop":"bergen","amount":30,"ts":"2026-01-01 10:00:03"},"after":null,"op":"d"}
-- {"before":{"id":2,"shop":"oslo","amount":20,"ts":"2026-01-01 10:00:02"},"after":{"id":2,"shop":"bergen","amount":25,"ts":"2026-01-01 10:00:02"},"op":"u"}
-- {"before":null,"after":{"id":4,"shop":"oslo","amount":40,"ts":"2026-01-01 10:00:19"},"op":"c"}

SELECT window_start, shop, COUNT(*) AS orders, SUM(amount) AS total, MIN(amount) AS least, MAX(id) AS last_order
FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(ts), INTERVAL '10' SECOND))
GROUP BY window_start, window_end, shop;
-- expect:
-- | window_start            | shop   | orders | total | least | last_order |
-- | 2026-01-01 10:00:00.000 | bergen | 1      | 25    | 25    | 2          |
-- | 2026-01-01 10:00:10.000 | oslo   | 2      | 51    | 11    | 4          |

SELECT window_start, window_end, COUNT(*) AS orders, SUM(amount) AS total, AVG(amount) AS average
FROM TABLE(CUMULATE(TABLE orders, DESCRIPTOR(ts), INTERVAL '5' SECOND, INTERVAL '20' SECOND))
GROUP BY window_start, window_end;
-- expect:
-- | window_start            | window_end              | orders | total | average |
-- | 2026-01-01 10:00:00.000 | 2026-01-01 10:00:05.000 | 1      | 25    | 25      |
-- | 2026-01-01 10:00:00.000 | 2026-01-01 10:00:10.000 | 1      | 25    | 25      |
-- | 2026-01-01 10:00:00.000 | 2026-01-01 10:00:15.000 | 2      | 36    | 18      |
-- | 2026-01-01 10:00:00.000 | 2026-01-01 10:00:20.000 | 3      | 76    | 25      |

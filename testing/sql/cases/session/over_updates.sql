-- Sessions over an updating input: a row that is taken away leaves the session's bounds as they are, but a session without
-- rows gives nothing.
-- tags: window, session, updating, retraction
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

SELECT window_start, window_end, shop, COUNT(*) AS orders, SUM(amount) AS total, AVG(amount) AS average, MIN(amount) AS least, MAX(amount) AS greatest, COUNT(DISTINCT amount) AS amounts
FROM TABLE(SESSION(TABLE last_rows PARTITION BY shop, DESCRIPTOR(ts), INTERVAL '8' SECOND))
GROUP BY window_start, window_end, shop;
-- expect:
-- | window_start            | window_end              | shop   | orders | total | average | least | greatest | amounts |
-- | 2026-01-01 10:00:01.000 | 2026-01-01 10:00:25.000 | oslo   | 3      | 73    | 24      | 15    | 33       | 3       |
-- | 2026-01-01 10:00:18.000 | 2026-01-01 10:00:26.000 | bergen | 1      | NULL  | NULL    | NULL  | NULL     | 0       |
-- | 2026-01-01 10:00:55.000 | 2026-01-01 10:01:03.000 | bergen | 1      | 21    | 21      | 21    | 21       | 1       |

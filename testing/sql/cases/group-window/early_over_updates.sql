-- Early firing over an updating input: a group whose rows have all been taken away is deleted again.
-- tags: window, group-window, early, updating, retraction
SET 'table.exec.emit.early-fire.enabled' = 'true';
SET 'table.exec.emit.early-fire.delay' = '0 s';

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

SELECT TUMBLE_START(ts, INTERVAL '10' SECOND) AS window_start, shop, COUNT(*) AS orders, SUM(amount) AS total, AVG(amount) AS average, MIN(amount) AS least, MAX(amount) AS greatest, COUNT(DISTINCT amount) AS amounts
FROM last_rows
GROUP BY shop, TUMBLE(ts, INTERVAL '10' SECOND);
-- expect-final:
-- | window_start            | shop   | orders | total | average | least | greatest | amounts |
-- | 2026-01-01 10:00:00.000 | oslo   | 1      | 15    | 15      | 15    | 15       | 1       |
-- | 2026-01-01 10:00:10.000 | bergen | 1      | NULL  | NULL    | NULL  | NULL     | 0       |
-- | 2026-01-01 10:00:10.000 | oslo   | 2      | 58    | 29      | 25    | 33       | 2       |
-- | 2026-01-01 10:00:50.000 | bergen | 1      | 21    | 21      | 21    | 21       | 1       |

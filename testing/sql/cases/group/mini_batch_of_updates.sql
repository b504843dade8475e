-- Mini-batches over updates: what a mini-batch adds and takes back may sum up to nothing.
-- tags: group-aggregate, mini-batch, retract
SET 'table.exec.mini-batch.enabled' = 'true';
SET 'table.exec.mini-batch.allow-latency' = '1 s';
SET 'table.exec.mini-batch.size' = '3';

CREATE TABLE orders (
  customer STRING,
  item STRING,
  amount INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/orders.json', 'format' = 'json');

-- file: orders.json
-- {"customer":"a","item":"x","amount":10}
-- {"customer":"b","item":"x","amount":20}
-- {"customer":"a","item":"y","amount":5}
-- {"customer":"c","item":"y","amount":null}
-- {"customer":"b","item":"y","amount":-20}
-- {"customer":"a","item":"x","amount":5}
-- {"customer":null,"item":"z","amount":7}
-- {"customer":"c","item":"x","amount":20}
-- {"customer":"b","item":null,"amount":0}
-- {"customer":null,"item":"z","amount":13}

SELECT n, COUNT(*) AS customers, SUM(total) AS total, MAX(total) AS highest
FROM (SELECT customer, COUNT(*) AS n, SUM(amount) AS total FROM orders GROUP BY customer)
GROUP BY n;
-- expect-final:
-- | n | customers | total | highest |
-- | 2 | 2         | 40    | 20      |
-- | 3 | 2         | 20    | 20      |

SELECT total, COUNT(*) AS customers
FROM (SELECT customer, SUM(amount) AS total FROM orders GROUP BY customer)
GROUP BY total;
-- expect-final:
-- | total | customers |
-- | 0     | 1         |
-- | 20    | 3         |

-- Mini-batches in one phase.
-- tags: group-aggregate, mini-batch
SET 'table.exec.mini-batch.enabled' = 'true';
SET 'table.exec.mini-batch.allow-latency' = '1 s';
SET 'table.exec.mini-batch.size' = '3';
SET 'table.optimizer.agg-phase-strategy' = 'ONE_PHASE';

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

SELECT customer, COUNT(*) AS cnt, SUM(amount) AS total, COUNT(DISTINCT item) AS items FROM orders GROUP BY customer;
-- expect-final:
-- | customer | cnt | total | items |
-- | NULL     | 2   | 20    | 1     |
-- | a        | 3   | 20    | 2     |
-- | b        | 3   | 0     | 2     |
-- | c        | 2   | 20    | 2     |

SELECT n, COUNT(*) AS customers FROM (SELECT customer, COUNT(*) AS n FROM orders GROUP BY customer) GROUP BY n;
-- expect-final:
-- | n | customers |
-- | 2 | 2         |
-- | 3 | 2         |

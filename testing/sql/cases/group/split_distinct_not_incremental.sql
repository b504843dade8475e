-- DISTINCT split into buckets, without the middle phase.
-- tags: group-aggregate, mini-batch, distinct, split
SET 'table.exec.mini-batch.enabled' = 'true';
SET 'table.exec.mini-batch.allow-latency' = '1 s';
SET 'table.exec.mini-batch.size' = '3';
SET 'table.optimizer.distinct-agg.split.enabled' = 'true';
SET 'table.optimizer.incremental-agg-enabled' = 'false';

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

SELECT customer, COUNT(DISTINCT item) AS items, SUM(amount) AS total, COUNT(*) AS cnt, MAX(amount) AS highest FROM orders GROUP BY customer;
-- expect-final:
-- | customer | items | total | cnt | highest |
-- | NULL     | 1     | 20    | 2   | 13      |
-- | a        | 2     | 20    | 3   | 10      |
-- | b        | 2     | 0     | 3   | 20      |
-- | c        | 2     | 20    | 2   | 20      |

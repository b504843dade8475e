-- DISTINCT in mini-batches of two phases.
-- tags: group-aggregate, mini-batch, distinct, filter
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

SELECT customer, COUNT(DISTINCT item) AS items, SUM(DISTINCT amount) AS amounts, COUNT(DISTINCT amount) FILTER (WHERE item = 'x') AS of_x, COUNT(*) AS cnt FROM orders GROUP BY customer;
-- expect-final:
-- | customer | items | amounts | of_x | cnt |
-- | NULL     | 1     | 20      | 0    | 2   |
-- | a        | 2     | 15      | 2    | 3   |
-- | b        | 2     | 0       | 1    | 3   |
-- | c        | 2     | 20      | 1    | 2   |

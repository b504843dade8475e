-- Mini-batches change how often an answer is updated, not the answer.
-- tags: aggregate, group-aggregate, mini-batch
SET 'table.exec.mini-batch.enabled' = 'true';
SET 'table.exec.mini-batch.allow-latency' = '1 s';
SET 'table.exec.mini-batch.size' = '2';

CREATE TABLE orders (
  customer STRING,
  amount INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/orders.json', 'format' = 'json');

-- file: orders.json
-- {"customer":"a","amount":10}
-- {"customer":"b","amount":10}
-- {"customer":"a","amount":5}
-- {"customer":"c","amount":20}
-- {"customer":"b","amount":5}

SELECT customer, SUM(amount) AS total, COUNT(DISTINCT amount) AS amounts FROM orders GROUP BY customer;
-- expect-final:
-- | customer | total | amounts |
-- | a        | 15    | 2       |
-- | b        | 15    | 2       |
-- | c        | 20    | 1       |

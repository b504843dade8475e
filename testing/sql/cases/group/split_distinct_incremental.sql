-- DISTINCT split into buckets, with the middle phase that Flink calls incremental.
-- tags: group-aggregate, mini-batch, distinct, split
SET 'table.exec.mini-batch.enabled' = 'true';
SET 'table.exec.mini-batch.allow-latency' = '1 s';
SET 'table.exec.mini-batch.size' = '3';
SET 'table.optimizer.distinct-agg.split.enabled' = 'true';

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

SELECT customer, COUNT(DISTINCT item) AS items, SUM(amount) AS total, COUNT(*) AS cnt, MAX(amount) AS highest, MIN(item) AS first_item FROM orders GROUP BY customer;
-- expect-final:
-- | customer | items | total | cnt | highest | first_item |
-- | NULL     | 1     | 20    | 2   | 13      | z          |
-- | a        | 2     | 20    | 3   | 10      | x          |
-- | b        | 2     | 0     | 3   | 20      | x          |
-- | c        | 2     | 20    | 2   | 20      | x          |

SELECT COUNT(DISTINCT customer) AS customers, COUNT(DISTINCT item) AS items, SUM(DISTINCT amount) AS amounts FROM orders;
-- expect-final:
-- | customers | items | amounts |
-- | 3         | 3     | 35      |

SELECT customer, COUNT(DISTINCT item) FILTER (WHERE amount > 0) AS items, AVG(amount) AS average FROM orders GROUP BY customer;
-- expect-final:
-- | customer | items | average |
-- | NULL     | 1     | 10      |
-- | a        | 2     | 6       |
-- | b        | 1     | 0       |
-- | c        | 1     | 20      |

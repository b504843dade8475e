-- Mini-batches, first by instance, then by key: partial results travel.
-- tags: group-aggregate, mini-batch
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

SELECT customer, COUNT(*) AS cnt, SUM(amount) AS total, AVG(amount) AS average, MIN(amount) AS lowest, MAX(item) AS last_item FROM orders GROUP BY customer;
-- expect-final:
-- | customer | cnt | total | average | lowest | last_item |
-- | NULL     | 2   | 20    | 10      | 7      | z         |
-- | a        | 3   | 20    | 6       | 5      | y         |
-- | b        | 3   | 0     | 0       | -20    | y         |
-- | c        | 2   | 20    | 20      | 20     | y         |

SELECT COUNT(*) AS cnt, SUM(amount) AS total FROM orders;
-- expect-final:
-- | cnt | total |
-- | 10  | 60    |

SELECT DISTINCT customer, item FROM orders;
-- expect-final:
-- | customer | item |
-- | NULL     | z    |
-- | a        | x    |
-- | a        | y    |
-- | b        | NULL |
-- | b        | x    |
-- | b        | y    |
-- | c        | x    |
-- | c        | y    |

SELECT customer, item, SUM(amount) AS total FROM orders GROUP BY ROLLUP (customer, item);
-- expect-final:
-- | customer | item | total |
-- | NULL     | NULL | 20    |
-- | NULL     | NULL | 60    |
-- | NULL     | z    | 20    |
-- | a        | NULL | 20    |
-- | a        | x    | 15    |
-- | a        | y    | 5     |
-- | b        | NULL | 0     |
-- | b        | NULL | 0     |
-- | b        | x    | 20    |
-- | b        | y    | -20   |
-- | c        | NULL | 20    |
-- | c        | x    | 20    |
-- | c        | y    | NULL  |

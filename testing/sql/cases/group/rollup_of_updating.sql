-- ROLLUP over updates: each change goes to all its groups.
-- tags: group-aggregate, rollup, retract
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

SELECT item, n, COUNT(*) AS cnt, MAX(total) AS highest
FROM (SELECT customer, item, COUNT(*) AS n, SUM(amount) AS total FROM orders GROUP BY customer, item)
GROUP BY ROLLUP (item, n);
-- expect-final:
-- | item | n    | cnt | highest |
-- | NULL | 1    | 1   | 0       |
-- | NULL | NULL | 1   | 0       |
-- | NULL | NULL | 8   | 20      |
-- | x    | 1    | 2   | 20      |
-- | x    | 2    | 1   | 15      |
-- | x    | NULL | 3   | 20      |
-- | y    | 1    | 3   | 5       |
-- | y    | NULL | 3   | 5       |
-- | z    | 2    | 1   | 20      |
-- | z    | NULL | 1   | 20      |

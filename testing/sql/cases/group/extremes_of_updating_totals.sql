-- MIN and MAX over totals that rise and fall: the extreme goes back when its row does.
-- tags: group-aggregate, retract, min, max
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

SELECT MAX(total) AS highest, MIN(total) AS lowest, COUNT(total) AS cnt, COUNT(*) AS customers
FROM (SELECT customer, SUM(amount) AS total FROM orders GROUP BY customer);
-- expect-final:
-- | highest | lowest | cnt | customers |
-- | 20      | 0      | 4   | 4         |

SELECT item, MAX(total) AS highest, MIN(total) AS lowest
FROM (SELECT customer, item, SUM(amount) AS total FROM orders GROUP BY customer, item)
GROUP BY item;
-- expect-final:
-- | item | highest | lowest |
-- | NULL | 0       | 0      |
-- | x    | 20      | 15     |
-- | y    | 5       | -20    |
-- | z    | 20      | 20     |

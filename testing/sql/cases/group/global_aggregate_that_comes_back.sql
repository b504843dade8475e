-- An aggregate without key loses its last row and gets another: it begins anew.
-- tags: group-aggregate, retract, empty, boundary
CREATE TABLE orders (
  customer STRING,
  item STRING,
  amount INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/orders.json', 'format' = 'json');

-- file: orders.json
-- {"customer":"a","item":"x","amount":10}
-- {"customer":"a","item":"y","amount":-10}
-- {"customer":"a","item":"x","amount":30}
-- {"customer":"b","item":"y","amount":-20}
-- {"customer":"a","item":"y","amount":1}

SELECT COUNT(*) AS customers, SUM(total) AS total, AVG(total) AS average
FROM (SELECT customer, SUM(amount) AS total FROM orders GROUP BY customer HAVING SUM(amount) > 5);
-- expect-final:
-- | customers | total | average |
-- | 1         | 31    | 31      |

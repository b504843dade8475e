-- An aggregate without key over rows that are all taken back gives no row in the end, not a zero.
-- tags: group-aggregate, retract, empty, boundary, surprise
CREATE TABLE orders (
  customer STRING,
  item STRING,
  amount INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/orders.json', 'format' = 'json');

-- file: orders.json
-- {"customer":"a","item":"x","amount":10}
-- {"customer":"b","item":"x","amount":20}
-- {"customer":"a","item":"y","amount":-10}
-- {"customer":"b","item":"y","amount":-20}

SELECT COUNT(*) AS customers, SUM(total) AS total
FROM (SELECT customer, SUM(amount) AS total FROM orders GROUP BY customer HAVING SUM(amount) > 5);
-- expect-final:
-- | customers | total |

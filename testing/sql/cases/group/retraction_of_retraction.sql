-- Three aggregations, each over the updates of the one before: how many customers share a total, and how often.
-- tags: group-aggregate, retract, row:19
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

SELECT n, COUNT(*) AS totals, SUM(total) AS total_sum
FROM (
  SELECT total, COUNT(*) AS n
  FROM (SELECT customer, SUM(amount) AS total FROM orders GROUP BY customer)
  GROUP BY total
)
GROUP BY n;
-- expect-final:
-- | n | totals | total_sum |
-- | 1 | 1      | 0         |
-- | 3 | 1      | 20        |

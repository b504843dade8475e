-- The updates of two aggregates, together grouped again.
-- tags: group-aggregate, union, retract
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

SELECT n, COUNT(*) AS cnt, SUM(total) AS total
FROM (
  SELECT customer AS label, COUNT(*) AS n, SUM(amount) AS total FROM orders GROUP BY customer
  UNION ALL
  SELECT item, COUNT(*), SUM(amount) FROM orders GROUP BY item
)
GROUP BY n;
-- expect-final:
-- | n | cnt | total |
-- | 1 | 1   | 0     |
-- | 2 | 3   | 60    |
-- | 3 | 3   | 5     |
-- | 4 | 1   | 55    |

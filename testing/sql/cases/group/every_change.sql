-- With weir.changelog.every-change each row of a batch gives its own change, as with Flink; the final table is the same.
-- tags: group-aggregate, changelog
SET 'weir.changelog.every-change' = 'true';

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

SELECT customer, COUNT(*) AS cnt, SUM(amount) AS total FROM orders GROUP BY customer;
-- expect-final:
-- | customer | cnt | total |
-- | NULL     | 2   | 20    |
-- | a        | 3   | 20    |
-- | b        | 3   | 0     |
-- | c        | 2   | 20    |

SELECT n, COUNT(*) AS customers
FROM (SELECT customer, COUNT(*) AS n FROM orders GROUP BY customer)
GROUP BY n;
-- expect-final:
-- | n | customers |
-- | 2 | 2         |
-- | 3 | 2         |

-- COUNT DISTINCT and SUM DISTINCT with and without FILTER over updates: a value leaves with its last row.
-- tags: group-aggregate, retract, distinct, filter
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

SELECT
  COUNT(DISTINCT total) AS totals,
  COUNT(DISTINCT total) FILTER (WHERE total > 0) AS positive_totals,
  SUM(DISTINCT total) AS distinct_sum,
  SUM(DISTINCT total) FILTER (WHERE customer <> 'a') AS without_a,
  COUNT(DISTINCT customer) FILTER (WHERE total IS NULL) AS customers_without
FROM (SELECT customer, SUM(amount) AS total FROM orders GROUP BY customer);
-- expect-final:
-- | totals | positive_totals | distinct_sum | without_a | customers_without |
-- | 2      | 1               | 20           | 20        | 0                 |

SELECT n, COUNT(DISTINCT item) AS items, COUNT(DISTINCT item) FILTER (WHERE n > 1) AS often
FROM (SELECT customer, item, COUNT(*) AS n FROM orders GROUP BY customer, item)
GROUP BY n;
-- expect-final:
-- | n | items | often |
-- | 1 | 2     | 0     |
-- | 2 | 2     | 2     |

-- A group passes HAVING, does not, and passes again.
-- tags: group-aggregate, having, retract
CREATE TABLE orders (
  customer STRING,
  item STRING,
  amount INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/orders.json', 'format' = 'json');

-- file: orders.json
-- {"customer":"a","item":"x","amount":10}
-- {"customer":"b","item":"x","amount":3}
-- {"customer":"a","item":"y","amount":-8}
-- {"customer":"b","item":"y","amount":9}
-- {"customer":"a","item":"x","amount":20}
-- {"customer":"b","item":"x","amount":-9}
-- {"customer":"c","item":"z","amount":6}
-- {"customer":"c","item":"z","amount":-1}

SELECT customer, SUM(amount) AS total, COUNT(*) AS orders
FROM orders GROUP BY customer HAVING SUM(amount) > 5;
-- expect-final:
-- | customer | total | orders |
-- | a        | 22    | 3      |

SELECT customer FROM orders GROUP BY customer HAVING COUNT(*) = 2;
-- expect-final:
-- | customer |
-- | c        |

SELECT customer, MAX(amount) AS highest FROM orders GROUP BY customer HAVING MAX(amount) - MIN(amount) > 10;
-- expect-final:
-- | customer | highest |
-- | a        | 20      |
-- | b        | 9       |

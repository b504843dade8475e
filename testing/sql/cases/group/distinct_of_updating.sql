-- SELECT DISTINCT over updates: a row stays as long as one of its equals does.
-- tags: group-aggregate, retract, distinct
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

SELECT DISTINCT total FROM (SELECT customer, SUM(amount) AS total FROM orders GROUP BY customer);
-- expect-final:
-- | total |
-- | 0     |
-- | 20    |

SELECT DISTINCT n, n > 2 AS is_often FROM (SELECT item, COUNT(*) AS n FROM orders GROUP BY item);
-- expect-final:
-- | n | is_often |
-- | 1 | FALSE    |
-- | 2 | FALSE    |
-- | 3 | TRUE     |
-- | 4 | TRUE     |

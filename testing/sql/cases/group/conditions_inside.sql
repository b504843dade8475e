-- Aggregates of CASE, of constants, of expressions over several columns, and expressions over aggregates.
-- tags: group-aggregate, expression
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
  customer,
  SUM(CASE WHEN item = 'x' THEN amount ELSE 0 END) AS of_x,
  COUNT(CASE WHEN amount < 0 THEN 1 END) AS negative,
  SUM(1) AS ones,
  SUM(amount * 2 + 1) AS doubled,
  COUNT(*) * 100 / SUM(CHAR_LENGTH(COALESCE(item, '--'))) AS share,
  COALESCE(MAX(amount), -1) AS highest
FROM orders GROUP BY customer;
-- expect-final:
-- | customer | of_x | negative | ones | doubled | share | highest |
-- | NULL     | 0    | 0        | 2    | 42      | 100   | 13      |
-- | a        | 15   | 0        | 3    | 43      | 100   | 10      |
-- | b        | 20   | 1        | 3    | 3       | 75    | 20      |
-- | c        | 20   | 0        | 2    | 41      | 100   | 20      |

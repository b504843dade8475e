-- Grouping by an expression, by position in the SELECT list, and by a constant.
-- tags: aggregate, group-aggregate
CREATE TABLE orders (
  customer STRING,
  amount INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/orders.json', 'format' = 'json');

-- file: orders.json
-- {"customer":"anna","amount":10}
-- {"customer":"ANNA","amount":5}
-- {"customer":"bob","amount":7}
-- {"customer":null,"amount":1}

SELECT UPPER(customer) AS customer, SUM(amount) AS total FROM orders GROUP BY UPPER(customer);
-- expect-final:
-- | customer | total |
-- | ANNA     | 15    |
-- | BOB      | 7     |
-- | NULL     | 1     |

SELECT amount > 5 AS is_large, COUNT(*) AS cnt FROM orders GROUP BY amount > 5;
-- expect-final:
-- | is_large | cnt |
-- | FALSE    | 2   |
-- | TRUE     | 2   |

SELECT 'all' AS label, COUNT(*) AS cnt FROM orders GROUP BY 'all';
-- expect-final:
-- | label | cnt |
-- | all   | 4   |

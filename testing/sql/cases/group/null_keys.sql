-- NULL is a key like others, alone and among several columns.
-- tags: group-aggregate, null, boundary
CREATE TABLE orders (
  customer STRING,
  item STRING,
  amount INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/orders.json', 'format' = 'json');

-- file: orders.json
-- {"customer":null,"item":null,"amount":1}
-- {"customer":null,"item":"x","amount":2}
-- {"customer":"x","item":null,"amount":3}
-- {"customer":null,"item":null,"amount":4}
-- {"customer":"x","item":"x","amount":5}
-- {"customer":"","item":"x","amount":6}
-- {"customer":"x","item":"","amount":7}
-- {"customer":"","item":"","amount":8}
-- {"customer":null,"item":"","amount":9}

SELECT customer, item, COUNT(*) AS cnt, SUM(amount) AS total FROM orders GROUP BY customer, item;
-- expect-final:
-- | customer | item | cnt | total |
-- | ''       | ''   | 1   | 8     |
-- | ''       | x    | 1   | 6     |
-- | NULL     | ''   | 1   | 9     |
-- | NULL     | NULL | 2   | 5     |
-- | NULL     | x    | 1   | 2     |
-- | x        | ''   | 1   | 7     |
-- | x        | NULL | 1   | 3     |
-- | x        | x    | 1   | 5     |

SELECT customer, COUNT(*) AS cnt, SUM(amount) AS total FROM orders GROUP BY customer;
-- expect-final:
-- | customer | cnt | total |
-- | ''       | 2   | 14    |
-- | NULL     | 4   | 16    |
-- | x        | 3   | 15    |

SELECT item IS NULL AS is_missing, COUNT(*) AS cnt FROM orders GROUP BY item IS NULL;
-- expect-final:
-- | is_missing | cnt |
-- | FALSE      | 6   |
-- | TRUE       | 3   |

-- CUBE without a window, with FILTER and DISTINCT.
-- tags: cluster, group-aggregate, cube, filter, distinct
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

SELECT customer, item, COUNT(*) AS cnt, SUM(amount) AS total, GROUPING(customer) AS g_customer, GROUPING_ID(customer, item) AS g_id
FROM orders GROUP BY CUBE (customer, item);
-- expect-final:
-- | customer | item | cnt | total | g_customer | g_id |
-- | NULL     | NULL | 1   | 0     | 1          | 2    |
-- | NULL     | NULL | 2   | 20    | 0          | 1    |
-- | NULL     | NULL | 10  | 60    | 1          | 3    |
-- | NULL     | x    | 4   | 55    | 1          | 2    |
-- | NULL     | y    | 3   | -15   | 1          | 2    |
-- | NULL     | z    | 2   | 20    | 0          | 0    |
-- | NULL     | z    | 2   | 20    | 1          | 2    |
-- | a        | NULL | 3   | 20    | 0          | 1    |
-- | a        | x    | 2   | 15    | 0          | 0    |
-- | a        | y    | 1   | 5     | 0          | 0    |
-- | b        | NULL | 1   | 0     | 0          | 0    |
-- | b        | NULL | 3   | 0     | 0          | 1    |
-- | b        | x    | 1   | 20    | 0          | 0    |
-- | b        | y    | 1   | -20   | 0          | 0    |
-- | c        | NULL | 2   | 20    | 0          | 1    |
-- | c        | x    | 1   | 20    | 0          | 0    |
-- | c        | y    | 1   | NULL  | 0          | 0    |

SELECT customer, item, COUNT(DISTINCT amount) AS amounts, SUM(amount) FILTER (WHERE amount > 0) AS positive
FROM orders GROUP BY CUBE (customer, item);
-- expect-final:
-- | customer | item | amounts | positive |
-- | NULL     | NULL | 1       | NULL     |
-- | NULL     | NULL | 2       | 20       |
-- | NULL     | NULL | 7       | 80       |
-- | NULL     | x    | 3       | 55       |
-- | NULL     | y    | 2       | 5        |
-- | NULL     | z    | 2       | 20       |
-- | NULL     | z    | 2       | 20       |
-- | a        | NULL | 2       | 20       |
-- | a        | x    | 2       | 15       |
-- | a        | y    | 1       | 5        |
-- | b        | NULL | 1       | NULL     |
-- | b        | NULL | 3       | 20       |
-- | b        | x    | 1       | 20       |
-- | b        | y    | 1       | NULL     |
-- | c        | NULL | 1       | 20       |
-- | c        | x    | 1       | 20       |
-- | c        | y    | 0       | NULL     |

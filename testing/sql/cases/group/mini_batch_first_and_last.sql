-- FIRST_VALUE and LAST_VALUE in mini-batches: the order of the rows counts, so rows travel, and keep their order.
-- tags: group-aggregate, mini-batch, order
SET 'table.exec.mini-batch.enabled' = 'true';
SET 'table.exec.mini-batch.allow-latency' = '1 s';
SET 'table.exec.mini-batch.size' = '3';

CREATE TABLE orders (
  customer STRING,
  item STRING
) WITH ('connector' = 'filesystem', 'path' = '${dir}/orders.json', 'format' = 'json');

-- file: orders.json
-- {"customer":"a","item":"w"}
-- {"customer":"b","item":"x"}
-- {"customer":"a","item":"y"}
-- {"customer":"b","item":null}
-- {"customer":"a","item":"x"}
-- {"customer":"c","item":"z"}

SELECT customer, FIRST_VALUE(item) AS first_item, LAST_VALUE(item) AS last_item, COUNT(*) AS cnt FROM orders GROUP BY customer;
-- expect-final:
-- | customer | first_item | last_item | cnt |
-- | a        | w          | x         | 3   |
-- | b        | x          | x         | 2   |
-- | c        | z          | z         | 1   |

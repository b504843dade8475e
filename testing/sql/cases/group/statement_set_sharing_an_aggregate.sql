-- Two sinks read one aggregate: one its rows, one an aggregate of it.
-- tags: group-aggregate, sink, statement-set, retract
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

CREATE TABLE totals (
  customer STRING,
  cnt BIGINT,
  total INT
) WITH ('connector' = 'print');

CREATE TABLE counts (
  cnt BIGINT,
  customers BIGINT
) WITH ('connector' = 'print');

CREATE TEMPORARY VIEW by_customer AS
SELECT customer, COUNT(*) AS cnt, SUM(amount) AS total FROM orders GROUP BY customer;

EXECUTE STATEMENT SET BEGIN
INSERT INTO totals SELECT customer, cnt, total FROM by_customer WHERE total > 20;
INSERT INTO counts SELECT cnt, COUNT(*) FROM by_customer GROUP BY cnt;
END;
-- expect-print:
-- [2, 2]
-- [3, 2]

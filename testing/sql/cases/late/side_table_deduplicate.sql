-- Late rows of a deduplication by event time: those below the watermark.
-- tags: late, deduplicate, statement-set, row:52, row:89
SET 'pipeline.auto-watermark-interval' = '0 ms';

CREATE TABLE orders (
  id INT,
  amount INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '10' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${dir}/orders.json', 'format' = 'json');

CREATE TABLE first_orders (id INT, amount INT) WITH ('connector' = 'print', 'print-identifier' = 'first');
CREATE TABLE late_orders (id INT, amount INT) WITH ('connector' = 'print', 'print-identifier' = 'late');

-- file: orders.json
-- {"id":1,"amount":10,"ts":"2026-01-01 10:00:30.000"}
-- {"id":2,"amount":20,"ts":"2026-01-01 10:00:20.000"}
-- {"id":3,"amount":30,"ts":"2026-01-01 10:00:19.999"}
-- {"id":1,"amount":11,"ts":"2026-01-01 10:00:25.000"}
-- {"id":2,"amount":21,"ts":"2026-01-01 10:00:45.000"}
-- {"id":3,"amount":31,"ts":"2026-01-01 10:00:40.000"}
-- {"id":4,"amount":40,"ts":"2026-01-01 10:00:34.000"}

EXECUTE STATEMENT SET BEGIN
  INSERT INTO first_orders
  SELECT id, amount FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY id ORDER BY ts ASC) AS n FROM orders) WHERE n = 1;

  INSERT INTO late_orders SELECT id, amount FROM orders WHERE ts < CURRENT_WATERMARK(ts);
END;
-- expect-print:
-- first> [1, 11]
-- first> [2, 20]
-- first> [3, 31]
-- late> [3, 30]
-- late> [4, 40]
-- expect-late: 2

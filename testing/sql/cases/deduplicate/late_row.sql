-- A row whose time is below the watermark is late for the first row by event time, and dropped; one that is on the
-- watermark is not. For the last row there are no late rows.
-- tags: deduplicate, event-time, late, row:89
SET 'pipeline.auto-watermark-interval' = '0 ms';

CREATE TABLE orders (
  id STRING,
  amount INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '10' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${dir}/orders.json', 'format' = 'json');

-- file: orders.json
-- {"id":"a","amount":1,"ts":"2026-01-01 10:00:30.000"}
-- {"id":"b","amount":2,"ts":"2026-01-01 10:00:19.999"}
-- {"id":"c","amount":3,"ts":"2026-01-01 10:00:20.000"}
-- {"id":"c","amount":4,"ts":"2026-01-01 10:00:20.000"}
-- {"id":"b","amount":5,"ts":"2026-01-01 10:00:21.000"}
-- {"id":"a","amount":6,"ts":"2026-01-01 10:00:20.001"}

SELECT id, amount, ts
FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY id ORDER BY ts ASC) AS n FROM orders)
WHERE n = 1;
-- expect:
-- | id | amount | ts                      |
-- | a  | 6      | 2026-01-01 10:00:20.001 |
-- | b  | 5      | 2026-01-01 10:00:21.000 |
-- | c  | 3      | 2026-01-01 10:00:20.000 |
-- expect-late: 1

SELECT id, amount, ts
FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY id ORDER BY ts DESC) AS n FROM orders)
WHERE n = 1;
-- expect-final:
-- | id | amount | ts                      |
-- | a  | 1      | 2026-01-01 10:00:30.000 |
-- | b  | 5      | 2026-01-01 10:00:21.000 |
-- | c  | 4      | 2026-01-01 10:00:20.000 |

-- Each order counts once although the producer sent it again: event-time windows over the first rows by event time.
-- tags: deduplicate, event-time, window, tumble, row:89, row:91
CREATE TABLE orders (
  event_id STRING,
  shop STRING,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${dir}/orders.json', 'format' = 'json');

-- file: orders.json
-- {"event_id":"e1","shop":"oslo","ts":"2026-01-01 10:00:01.000"}
-- {"event_id":"e2","shop":"oslo","ts":"2026-01-01 10:00:02.000"}
-- {"event_id":"e1","shop":"oslo","ts":"2026-01-01 10:00:01.000"}
-- {"event_id":"e3","shop":"bergen","ts":"2026-01-01 10:00:59.000"}
-- {"event_id":"e3","shop":"bergen","ts":"2026-01-01 10:00:59.000"}
-- {"event_id":"e4","shop":"oslo","ts":"2026-01-01 10:01:10.000"}
-- {"event_id":"e2","shop":"oslo","ts":"2026-01-01 10:01:11.000"}
-- {"event_id":"e5","shop":"oslo","ts":"2026-01-01 10:02:30.000"}

CREATE VIEW first_rows AS
SELECT event_id, shop, ts
FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY event_id ORDER BY ts ASC) AS n FROM orders)
WHERE n = 1;

SELECT window_start, shop, COUNT(*) AS orders
FROM TABLE(TUMBLE(TABLE first_rows, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end, shop;
-- expect:
-- | window_start            | shop   | orders |
-- | 2026-01-01 10:00:00.000 | bergen | 1      |
-- | 2026-01-01 10:00:00.000 | oslo   | 2      |
-- | 2026-01-01 10:01:00.000 | oslo   | 1      |
-- | 2026-01-01 10:02:00.000 | oslo   | 1      |

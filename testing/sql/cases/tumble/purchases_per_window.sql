-- Conditional aggregation: purchases by SUM(CASE ...), by COUNT(*) FILTER and by SUM(IF(...)) agree.
-- tags: window, tumble, filter, case, row:42, row:40
CREATE TABLE events (
  event_type STRING,
  amount DECIMAL(10, 2),
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/events.json', 'format' = 'json');

-- file: events.json
-- {"event_type":"purchase","amount":10.50,"ts":"2026-01-01 10:00:00.000"}
-- {"event_type":"view","amount":null,"ts":"2026-01-01 10:01:00.000"}
-- {"event_type":"purchase","amount":0.25,"ts":"2026-01-01 10:02:00.000"}
-- {"event_type":null,"amount":99.99,"ts":"2026-01-01 10:03:00.000"}
-- {"event_type":"view","amount":1.00,"ts":"2026-01-01 10:05:00.000"}

SELECT window_start,
  COUNT(*) AS events,
  SUM(CASE WHEN event_type = 'purchase' THEN 1 ELSE 0 END) AS by_case,
  COUNT(*) FILTER (WHERE event_type = 'purchase') AS by_filter,
  SUM(IF(event_type = 'purchase', 1, 0)) AS by_if,
  SUM(amount) FILTER (WHERE event_type = 'purchase') AS revenue
FROM TABLE(TUMBLE(TABLE events, DESCRIPTOR(ts), INTERVAL '5' MINUTES))
GROUP BY window_start, window_end;
-- expect:
-- | window_start            | events | by_case | by_filter | by_if | revenue |
-- | 2026-01-01 10:00:00.000 | 4      | 2       | 2         | 2     | 10.75   |
-- | 2026-01-01 10:05:00.000 | 1      | 0       | 0         | 0     | NULL    |

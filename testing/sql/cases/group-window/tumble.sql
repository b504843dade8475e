-- The older form: GROUP BY TUMBLE(...) with TUMBLE_START, TUMBLE_END and TUMBLE_ROWTIME.
-- tags: cluster, window, group-window, tumble, boundary, row:25, row:391
CREATE TABLE events (
  event_type STRING,
  amount DECIMAL(10, 2),
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${dir}/events.json', 'format' = 'json');

-- file: events.json
-- {"event_type":"buy","amount":1.50,"ts":"2026-01-01 10:00:00.000"}
-- {"event_type":"view","amount":null,"ts":"2026-01-01 10:04:59.999"}
-- {"event_type":"buy","amount":2.25,"ts":"2026-01-01 10:04:59.999"}
-- {"event_type":"buy","amount":4.00,"ts":"2026-01-01 10:05:00.000"}

SELECT event_type,
  TUMBLE_START(ts, INTERVAL '5' MINUTE) AS window_start,
  TUMBLE_END(ts, INTERVAL '5' MINUTE) AS window_end,
  TUMBLE_ROWTIME(ts, INTERVAL '5' MINUTE) AS rowtime,
  COUNT(*) AS event_count,
  SUM(amount) AS total_amount
FROM events
GROUP BY event_type, TUMBLE(ts, INTERVAL '5' MINUTE);
-- expect:
-- | event_type | window_start            | window_end              | rowtime                 | event_count | total_amount |
-- | buy        | 2026-01-01 10:00:00.000 | 2026-01-01 10:05:00.000 | 2026-01-01 10:04:59.999 | 2           | 3.75         |
-- | buy        | 2026-01-01 10:05:00.000 | 2026-01-01 10:10:00.000 | 2026-01-01 10:09:59.999 | 1           | 4.00         |
-- | view       | 2026-01-01 10:00:00.000 | 2026-01-01 10:05:00.000 | 2026-01-01 10:04:59.999 | 1           | NULL         |

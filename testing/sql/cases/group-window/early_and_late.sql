-- Early and late firing together, with other aggregates than counts.
-- tags: window, group-window, early, late, updating, row:53
SET 'pipeline.auto-watermark-interval' = '0 ms';
SET 'table.exec.emit.early-fire.enabled' = 'true';
SET 'table.exec.emit.early-fire.delay' = '0 s';
SET 'table.exec.emit.late-fire.enabled' = 'true';
SET 'table.exec.emit.late-fire.delay' = '0 s';
SET 'table.exec.emit.allow-lateness' = '1 h';

CREATE TABLE sales (
  shop STRING,
  amount DECIMAL(8, 2),
  ts TIMESTAMP_LTZ(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/sales.json', 'format' = 'json',
  'json.timestamp-format.standard' = 'ISO-8601');

-- file: sales.json
-- {"shop":"oslo","amount":10.00,"ts":"2026-01-01T10:05:00Z"}
-- {"shop":"oslo","amount":2.50,"ts":"2026-01-01T10:07:00Z"}
-- {"shop":null,"amount":7.00,"ts":"2026-01-01T10:08:00Z"}
-- {"shop":"oslo","amount":4.00,"ts":"2026-01-01T10:31:00Z"}
-- {"shop":"oslo","amount":1.25,"ts":"2026-01-01T10:09:59.999Z"}
-- {"shop":null,"amount":null,"ts":"2026-01-01T10:02:00Z"}
-- {"shop":"bergen","amount":99.99,"ts":"2026-01-01T10:01:00Z"}
-- {"shop":"bergen","amount":0.01,"ts":"2026-01-01T11:20:00Z"}
-- {"shop":"bergen","amount":5.00,"ts":"2026-01-01T10:02:00Z"}
-- {"shop":"oslo","amount":5.00,"ts":"2026-01-01T10:39:00Z"}

SELECT TUMBLE_START(ts, INTERVAL '10' MINUTE) AS window_start, shop, SUM(amount) AS total, MAX(amount) AS greatest,
  AVG(amount) AS average, COUNT(DISTINCT amount) AS amounts, TUMBLE_ROWTIME(ts, INTERVAL '10' MINUTE) AS window_time
FROM sales
GROUP BY shop, TUMBLE(ts, INTERVAL '10' MINUTE);
-- expect-final:
-- | window_start            | shop   | total | greatest | average   | amounts | window_time              |
-- | 2026-01-01 10:00:00.000 | NULL   | 7.00  | 7.00     | 7.000000  | 1       | 2026-01-01 10:09:59.999Z |
-- | 2026-01-01 10:00:00.000 | bergen | 99.99 | 99.99    | 99.990000 | 1       | 2026-01-01 10:09:59.999Z |
-- | 2026-01-01 10:00:00.000 | oslo   | 13.75 | 10.00    | 4.583333  | 3       | 2026-01-01 10:09:59.999Z |
-- | 2026-01-01 10:30:00.000 | oslo   | 9.00  | 5.00     | 4.500000  | 2       | 2026-01-01 10:39:59.999Z |
-- | 2026-01-01 11:20:00.000 | bergen | 0.01  | 0.01     | 0.010000  | 1       | 2026-01-01 11:29:59.999Z |
-- expect-late: 1

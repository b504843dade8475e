-- A moving average over 30 minutes every 10 minutes.
-- tags: window, hop, row:44
CREATE TABLE loads (
  ms DOUBLE,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/loads.json', 'format' = 'json');

-- file: loads.json
-- {"ms":1.0,"ts":"2026-01-01 10:00:00.000"}
-- {"ms":2.0,"ts":"2026-01-01 10:10:00.000"}
-- {"ms":6.0,"ts":"2026-01-01 10:20:00.000"}
-- {"ms":null,"ts":"2026-01-01 10:30:00.000"}

SELECT window_start, AVG(ms) AS average, COUNT(*) AS cnt
FROM TABLE(HOP(TABLE loads, DESCRIPTOR(ts), INTERVAL '10' MINUTES, INTERVAL '30' MINUTES))
GROUP BY window_start, window_end;
-- expect:
-- | window_start            | average | cnt |
-- | 2026-01-01 09:40:00.000 | 1.0     | 1   |
-- | 2026-01-01 09:50:00.000 | 1.5     | 2   |
-- | 2026-01-01 10:00:00.000 | 3.0     | 3   |
-- | 2026-01-01 10:10:00.000 | 4.0     | 3   |
-- | 2026-01-01 10:20:00.000 | 6.0     | 2   |
-- | 2026-01-01 10:30:00.000 | NULL    | 1   |

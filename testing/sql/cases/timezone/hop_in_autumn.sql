-- Overlapping windows of two hours when the clocks go back in New York.
-- tags: cluster, window, hop, timestamp-ltz, dst, boundary
SET 'table.local-time-zone' = 'America/New_York';

CREATE TABLE clicks (
  user_id INT,
  ts TIMESTAMP_LTZ(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"user_id":1,"ts":"2026-11-01 04:30:00.000Z"}
-- {"user_id":2,"ts":"2026-11-01 05:30:00.000Z"}
-- {"user_id":3,"ts":"2026-11-01 06:30:00.000Z"}
-- {"user_id":4,"ts":"2026-11-01 07:30:00.000Z"}

SELECT window_start, window_end, COUNT(*) AS cnt
FROM TABLE(HOP(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' HOUR, INTERVAL '2' HOURS))
GROUP BY window_start, window_end;
-- expect:
-- | window_start            | window_end              | cnt |
-- | 2026-10-31 23:00:00.000 | 2026-11-01 01:00:00.000 | 1   |
-- | 2026-11-01 00:00:00.000 | 2026-11-01 02:00:00.000 | 3   |
-- | 2026-11-01 01:00:00.000 | 2026-11-01 03:00:00.000 | 3   |
-- | 2026-11-01 02:00:00.000 | 2026-11-01 04:00:00.000 | 1   |

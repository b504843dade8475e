-- The growing window of a day in New York when the clocks go forward.
-- tags: window, cumulate, timestamp-ltz, dst, boundary
SET 'table.local-time-zone' = 'America/New_York';

CREATE TABLE clicks (
  user_id INT,
  ts TIMESTAMP_LTZ(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"user_id":1,"ts":"2026-03-08 05:00:00.000Z"}
-- {"user_id":2,"ts":"2026-03-08 09:59:59.998Z"}
-- {"user_id":3,"ts":"2026-03-08 10:00:00.000Z"}
-- {"user_id":4,"ts":"2026-03-09 03:59:59.998Z"}

SELECT window_start, window_end, COUNT(*) AS cnt
FROM TABLE(CUMULATE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '6' HOURS, INTERVAL '1' DAY))
GROUP BY window_start, window_end;
-- expect:
-- | window_start            | window_end              | cnt |
-- | 2026-03-08 00:00:00.000 | 2026-03-08 06:00:00.000 | 2   |
-- | 2026-03-08 00:00:00.000 | 2026-03-08 12:00:00.000 | 3   |
-- | 2026-03-08 00:00:00.000 | 2026-03-08 18:00:00.000 | 3   |
-- | 2026-03-08 00:00:00.000 | 2026-03-09 00:00:00.000 | 4   |

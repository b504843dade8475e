-- The older windows by day and by hour when the clocks go back in Berlin.
-- tags: window, group-window, timestamp-ltz, dst, boundary
SET 'table.local-time-zone' = 'Europe/Berlin';

CREATE TABLE clicks (
  user_id INT,
  ts TIMESTAMP_LTZ(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"user_id":1,"ts":"2026-10-24 22:00:00.000Z"}
-- {"user_id":2,"ts":"2026-10-25 00:30:00.000Z"}
-- {"user_id":3,"ts":"2026-10-25 01:30:00.000Z"}
-- {"user_id":4,"ts":"2026-10-25 22:59:59.998Z"}
-- {"user_id":5,"ts":"2026-10-25 23:00:00.000Z"}

SELECT TUMBLE_START(ts, INTERVAL '1' DAY) AS window_start, TUMBLE_END(ts, INTERVAL '1' DAY) AS window_end,
  TUMBLE_ROWTIME(ts, INTERVAL '1' DAY) AS rowtime, COUNT(*) AS cnt
FROM clicks
GROUP BY TUMBLE(ts, INTERVAL '1' DAY);
-- expect:
-- | window_start            | window_end              | rowtime                  | cnt |
-- | 2026-10-25 00:00:00.000 | 2026-10-26 00:00:00.000 | 2026-10-25 22:59:59.999Z | 4   |
-- | 2026-10-26 00:00:00.000 | 2026-10-27 00:00:00.000 | 2026-10-26 22:59:59.999Z | 1   |

SELECT TUMBLE_START(ts, INTERVAL '1' HOUR) AS window_start, TUMBLE_END(ts, INTERVAL '1' HOUR) AS window_end,
  COUNT(*) AS cnt
FROM clicks
GROUP BY TUMBLE(ts, INTERVAL '1' HOUR);
-- expect:
-- | window_start            | window_end              | cnt |
-- | 2026-10-25 00:00:00.000 | 2026-10-25 01:00:00.000 | 1   |
-- | 2026-10-25 02:00:00.000 | 2026-10-25 03:00:00.000 | 2   |
-- | 2026-10-25 23:00:00.000 | 2026-10-26 00:00:00.000 | 1   |
-- | 2026-10-26 00:00:00.000 | 2026-10-26 01:00:00.000 | 1   |

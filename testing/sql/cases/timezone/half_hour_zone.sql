-- Hours in Kathmandu (UTC+05:45) begin at a quarter past the hour of UTC.
-- tags: window, tumble, timestamp-ltz, boundary
SET 'table.local-time-zone' = 'Asia/Kathmandu';

CREATE TABLE clicks (
  user_id INT,
  ts TIMESTAMP_LTZ(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"user_id":1,"ts":"2026-01-01 10:14:59.998Z"}
-- {"user_id":2,"ts":"2026-01-01 10:15:00.000Z"}
-- {"user_id":3,"ts":"2026-01-01 18:14:59.998Z"}
-- {"user_id":4,"ts":"2026-01-01 18:15:00.000Z"}

SELECT window_start, window_end, COUNT(*) AS cnt
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' HOUR))
GROUP BY window_start, window_end;
-- expect:
-- | window_start            | window_end              | cnt |
-- | 2026-01-01 15:00:00.000 | 2026-01-01 16:00:00.000 | 1   |
-- | 2026-01-01 16:00:00.000 | 2026-01-01 17:00:00.000 | 1   |
-- | 2026-01-01 23:00:00.000 | 2026-01-02 00:00:00.000 | 1   |
-- | 2026-01-02 00:00:00.000 | 2026-01-02 01:00:00.000 | 1   |

SELECT window_start, window_end, COUNT(*) AS cnt
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' DAY))
GROUP BY window_start, window_end;
-- expect:
-- | window_start            | window_end              | cnt |
-- | 2026-01-01 00:00:00.000 | 2026-01-02 00:00:00.000 | 3   |
-- | 2026-01-02 00:00:00.000 | 2026-01-03 00:00:00.000 | 1   |

-- Lord Howe Island moves its clocks by half an hour: its 5 April 2026 has 24.5 hours.
-- tags: window, tumble, timestamp-ltz, dst, boundary
SET 'table.local-time-zone' = 'Australia/Lord_Howe';

CREATE TABLE clicks (
  user_id INT,
  ts TIMESTAMP_LTZ(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"user_id":1,"ts":"2026-04-04 12:59:59.998Z"}
-- {"user_id":2,"ts":"2026-04-04 13:00:00.000Z"}
-- {"user_id":3,"ts":"2026-04-04 14:59:59.998Z"}
-- {"user_id":4,"ts":"2026-04-04 15:00:00.000Z"}
-- {"user_id":5,"ts":"2026-04-05 13:29:59.998Z"}
-- {"user_id":6,"ts":"2026-04-05 13:30:00.000Z"}

SELECT window_start, window_end, COUNT(*) AS cnt
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' DAY))
GROUP BY window_start, window_end;
-- expect:
-- | window_start            | window_end              | cnt |
-- | 2026-04-04 00:00:00.000 | 2026-04-05 00:00:00.000 | 1   |
-- | 2026-04-05 00:00:00.000 | 2026-04-06 00:00:00.000 | 4   |
-- | 2026-04-06 00:00:00.000 | 2026-04-07 00:00:00.000 | 1   |

SELECT window_start, window_end, COUNT(*) AS cnt
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' HOUR))
GROUP BY window_start, window_end;
-- expect:
-- | window_start            | window_end              | cnt |
-- | 2026-04-04 23:00:00.000 | 2026-04-05 00:00:00.000 | 1   |
-- | 2026-04-05 00:00:00.000 | 2026-04-05 01:00:00.000 | 1   |
-- | 2026-04-05 01:00:00.000 | 2026-04-05 02:00:00.000 | 2   |
-- | 2026-04-05 23:00:00.000 | 2026-04-06 00:00:00.000 | 1   |
-- | 2026-04-06 00:00:00.000 | 2026-04-06 01:00:00.000 | 1   |

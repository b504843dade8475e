-- Lateness follows the instant, not the clock: a row is late when the watermark has passed the local end of its window.
-- tags: window, tumble, timestamp-ltz, late, boundary
SET 'table.local-time-zone' = 'America/New_York';

CREATE TABLE clicks (
  user_id INT,
  ts TIMESTAMP_LTZ(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"user_id":1,"ts":"2026-07-01 04:00:00.000Z"}
-- {"user_id":2,"ts":"2026-07-02 03:59:59.998Z"}
-- {"user_id":3,"ts":"2026-07-01 12:00:00.000Z"}
-- {"user_id":4,"ts":"2026-07-02 04:10:00.000Z"}
-- {"user_id":5,"ts":"2026-07-02 03:59:59.999Z"}

SELECT window_start, COUNT(*) AS cnt, MAX(user_id) AS last_user
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' DAY))
GROUP BY window_start, window_end;
-- expect:
-- | window_start            | cnt | last_user |
-- | 2026-07-01 00:00:00.000 | 3   | 3         |
-- | 2026-07-02 00:00:00.000 | 1   | 4         |
-- expect-late: 1

-- Windows of 5 seconds every second: small slides work as well as large ones.
-- tags: window, hop, boundary
CREATE TABLE clicks (
  user_id INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '0.001' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"user_id":1,"ts":"2026-01-01 10:00:00.000"}
-- {"user_id":2,"ts":"2026-01-01 10:00:00.999"}
-- {"user_id":3,"ts":"2026-01-01 10:00:03.000"}

SELECT window_start, window_end, COUNT(*) AS cnt
FROM TABLE(HOP(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' SECOND, INTERVAL '5' SECONDS))
GROUP BY window_start, window_end;
-- expect:
-- | window_start            | window_end              | cnt |
-- | 2026-01-01 09:59:56.000 | 2026-01-01 10:00:01.000 | 2   |
-- | 2026-01-01 09:59:57.000 | 2026-01-01 10:00:02.000 | 2   |
-- | 2026-01-01 09:59:58.000 | 2026-01-01 10:00:03.000 | 2   |
-- | 2026-01-01 09:59:59.000 | 2026-01-01 10:00:04.000 | 3   |
-- | 2026-01-01 10:00:00.000 | 2026-01-01 10:00:05.000 | 3   |
-- | 2026-01-01 10:00:01.000 | 2026-01-01 10:00:06.000 | 1   |
-- | 2026-01-01 10:00:02.000 | 2026-01-01 10:00:07.000 | 1   |
-- | 2026-01-01 10:00:03.000 | 2026-01-01 10:00:08.000 | 1   |

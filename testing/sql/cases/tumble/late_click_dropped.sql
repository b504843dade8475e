-- Late click of the worked example: it occurred at 10:01:45 and arrives when 10:02:30 has been seen. With a watermark
-- that does not wait, its window is gone: 52 stays 52 and the row is counted as late.
-- tags: window, tumble, late, worked-example, row:33, row:51
CREATE TABLE clicks (
  page STRING,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json, counted
-- 45 x {"page":"/home","ts":"2026-01-01 10:00:30.000"}
-- 52 x {"page":"/home","ts":"2026-01-01 10:01:30.000"}
--  1 x {"page":"/home","ts":"2026-01-01 10:02:30.000"}
--  1 x {"page":"/home","ts":"2026-01-01 10:01:45.000"}
-- 37 x {"page":"/home","ts":"2026-01-01 10:02:40.000"}

SELECT window_start, COUNT(*) AS clicks
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end;
-- expect:
-- | window_start            | clicks |
-- | 2026-01-01 10:00:00.000 | 45     |
-- | 2026-01-01 10:01:00.000 | 52     |
-- | 2026-01-01 10:02:00.000 | 38     |
-- expect-late: 1

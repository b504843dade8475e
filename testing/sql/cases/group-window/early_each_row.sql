-- Early firing without a delay: each row gives its window out again, so that the result is an updating one; at the
-- window's end nothing changes any more.
-- tags: window, group-window, early, updating
SET 'table.exec.emit.early-fire.enabled' = 'true';
SET 'table.exec.emit.early-fire.delay' = '0 s';

CREATE TABLE clicks (
  page STRING,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json, counted
-- 3 x {"page":"/a","ts":"2026-01-01 10:00:30.000"}
-- 2 x {"page":"/b","ts":"2026-01-01 10:00:30.000"}
-- 1 x {"page":"/a","ts":"2026-01-01 10:01:30.000"}
-- 2 x {"page":"/a","ts":"2026-01-01 10:01:10.000"}
-- 1 x {"page":"/a","ts":"2026-01-01 10:02:10.000"}

SELECT TUMBLE_START(ts, INTERVAL '1' MINUTE) AS window_start, TUMBLE_END(ts, INTERVAL '1' MINUTE) AS window_end,
  page, COUNT(*) AS clicks
FROM clicks
GROUP BY page, TUMBLE(ts, INTERVAL '1' MINUTE);
-- expect-final:
-- | window_start            | window_end              | page | clicks |
-- | 2026-01-01 10:00:00.000 | 2026-01-01 10:01:00.000 | /a   | 3      |
-- | 2026-01-01 10:00:00.000 | 2026-01-01 10:01:00.000 | /b   | 2      |
-- | 2026-01-01 10:01:00.000 | 2026-01-01 10:02:00.000 | /a   | 3      |
-- | 2026-01-01 10:02:00.000 | 2026-01-01 10:03:00.000 | /a   | 1      |

-- Allowed lateness: the click of 10:01:45 arrives after its window was given with 52, and the window is given again
-- with 53.
-- tags: window, group-window, late, worked-example, row:33, row:49, row:53
SET 'table.exec.emit.late-fire.enabled' = 'true';
SET 'table.exec.emit.late-fire.delay' = '0 s';
SET 'table.exec.emit.allow-lateness' = '1 min';

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

SELECT TUMBLE_START(ts, INTERVAL '1' MINUTE) AS window_start, COUNT(*) AS clicks
FROM clicks
GROUP BY TUMBLE(ts, INTERVAL '1' MINUTE);
-- expect-final:
-- | window_start            | clicks |
-- | 2026-01-01 10:00:00.000 | 45     |
-- | 2026-01-01 10:01:00.000 | 53     |
-- | 2026-01-01 10:02:00.000 | 38     |

-- Early firing of a processing-time window: what has been given out stays when the input ends, although the window's own
-- end never comes.
-- tags: window, group-window, early, processing-time, updating
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

SELECT page, COUNT(*) AS clicks
FROM (SELECT *, PROCTIME() AS p FROM clicks)
GROUP BY page, TUMBLE(p, INTERVAL '9999' DAY(4));
-- expect-final:
-- | page | clicks |
-- | /a   | 3      |
-- | /b   | 2      |

-- A late row of HOP updates the windows that still take late rows, and only these; the window that is forgotten stays as
-- it was given out. A row whose windows are all forgotten is dropped and counted.
-- tags: window, group-window, hop, late, row:33, row:49, row:53
SET 'pipeline.auto-watermark-interval' = '0 ms';
SET 'table.exec.emit.late-fire.enabled' = 'true';
SET 'table.exec.emit.late-fire.delay' = '0 s';
SET 'table.exec.emit.allow-lateness' = '1 min';

CREATE TABLE clicks (
  page STRING,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"page":"/a","ts":"2026-01-01 10:00:30.000"}
-- {"page":"/b","ts":"2026-01-01 10:00:40.000"}
-- {"page":"/a","ts":"2026-01-01 10:01:30.000"}
-- {"page":"/a","ts":"2026-01-01 10:03:10.000"}
-- {"page":"/a","ts":"2026-01-01 10:01:45.000"}
-- {"page":"/c","ts":"2026-01-01 10:01:46.000"}
-- {"page":"/a","ts":"2026-01-01 10:00:59.999"}
-- {"page":"/b","ts":"2026-01-01 10:03:20.000"}

SELECT HOP_START(ts, INTERVAL '1' MINUTE, INTERVAL '2' MINUTE) AS window_start, page, COUNT(*) AS clicks
FROM clicks
GROUP BY page, HOP(ts, INTERVAL '1' MINUTE, INTERVAL '2' MINUTE);
-- expect-final:
-- | window_start            | page | clicks |
-- | 2026-01-01 09:59:00.000 | /a   | 1      |
-- | 2026-01-01 09:59:00.000 | /b   | 1      |
-- | 2026-01-01 10:00:00.000 | /a   | 2      |
-- | 2026-01-01 10:00:00.000 | /b   | 1      |
-- | 2026-01-01 10:01:00.000 | /a   | 2      |
-- | 2026-01-01 10:01:00.000 | /c   | 1      |
-- | 2026-01-01 10:02:00.000 | /a   | 1      |
-- | 2026-01-01 10:02:00.000 | /b   | 1      |
-- | 2026-01-01 10:03:00.000 | /a   | 1      |
-- | 2026-01-01 10:03:00.000 | /b   | 1      |
-- expect-late: 1

-- Late rows exactly on the limit: the window [10:00, 10:01) takes them until the watermark reaches 10:01:29.999.
-- tags: window, group-window, late, boundary, row:49, row:53
SET 'pipeline.auto-watermark-interval' = '0 ms';
SET 'table.exec.emit.late-fire.enabled' = 'true';
SET 'table.exec.emit.late-fire.delay' = '0 s';
SET 'table.exec.emit.allow-lateness' = '30 s';

CREATE TABLE clicks (
  page STRING,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"page":"/a","ts":"2026-01-01 10:00:30.000"}
-- {"page":"/a","ts":"2026-01-01 10:01:29.998"}
-- {"page":"/a","ts":"2026-01-01 10:00:31.000"}
-- {"page":"/b","ts":"2026-01-01 10:00:31.000"}
-- {"page":"/a","ts":"2026-01-01 10:01:29.999"}
-- {"page":"/a","ts":"2026-01-01 10:00:32.000"}
-- {"page":"/c","ts":"2026-01-01 10:00:33.000"}

SELECT TUMBLE_START(ts, INTERVAL '1' MINUTE) AS window_start, page, COUNT(*) AS clicks, MAX(ts) AS last_click
FROM clicks
GROUP BY page, TUMBLE(ts, INTERVAL '1' MINUTE);
-- expect-final:
-- | window_start            | page | clicks | last_click              |
-- | 2026-01-01 10:00:00.000 | /a   | 2      | 2026-01-01 10:00:31.000 |
-- | 2026-01-01 10:00:00.000 | /b   | 1      | 2026-01-01 10:00:31.000 |
-- | 2026-01-01 10:01:00.000 | /a   | 2      | 2026-01-01 10:01:29.999 |
-- expect-late: 2

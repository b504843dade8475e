-- A late row that waits for the late delay when its window is forgotten: Flink forgets the row too, without counting it.
-- Weir gives the update out first.
-- tags: window, group-window, late, flink-defect, row:53
-- flink-differs: the click of 10:00:45 is lost, and 10:00 keeps 2
SET 'pipeline.auto-watermark-interval' = '0 ms';
SET 'table.exec.emit.late-fire.enabled' = 'true';
SET 'table.exec.emit.late-fire.delay' = '50 s';
SET 'table.exec.emit.allow-lateness' = '1 min';

CREATE TABLE clicks (
  page STRING,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"page":"/a","ts":"2026-01-01 10:00:30.000"}
-- {"page":"/a","ts":"2026-01-01 10:00:31.000"}
-- {"page":"/a","ts":"2026-01-01 10:01:30.000"}
-- {"page":"/a","ts":"2026-01-01 10:00:45.000"}
-- {"page":"/a","ts":"2026-01-01 10:05:30.000"}

SELECT TUMBLE_START(ts, INTERVAL '1' MINUTE) AS window_start, COUNT(*) AS clicks
FROM clicks
GROUP BY TUMBLE(ts, INTERVAL '1' MINUTE);
-- expect-final:
-- | window_start            | clicks |
-- | 2026-01-01 10:00:00.000 | 3      |
-- | 2026-01-01 10:01:00.000 | 1      |
-- | 2026-01-01 10:05:00.000 | 1      |

-- Window table functions know no early or late firing; only the older GROUP BY TUMBLE does.
-- tags: window, tumble, late, surprise
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
-- {"page":"/a","ts":"2026-01-01 10:01:30.000"}
-- {"page":"/a","ts":"2026-01-01 10:00:45.000"}

SELECT window_start, COUNT(*) AS clicks
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end;
-- expect-error: doesn't support early-fire and late-fire configuration

-- Late firing needs an allowed lateness.
-- tags: window, group-window, late
SET 'table.exec.emit.late-fire.enabled' = 'true';
SET 'table.exec.emit.late-fire.delay' = '1 s';

CREATE TABLE clicks (
  page STRING,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"page":"/a","ts":"2026-01-01 10:00:30.000"}

SELECT page, COUNT(*) AS clicks FROM clicks GROUP BY page, TUMBLE(ts, INTERVAL '1' MINUTE);
-- expect-error: allow-lateness

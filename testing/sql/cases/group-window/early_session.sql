-- Sessions know no early or late firing.
-- tags: window, group-window, session, early
SET 'table.exec.emit.early-fire.enabled' = 'true';
SET 'table.exec.emit.early-fire.delay' = '1 s';

CREATE TABLE clicks (
  page STRING,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"page":"/a","ts":"2026-01-01 10:00:30.000"}

SELECT page, COUNT(*) AS clicks FROM clicks GROUP BY page, SESSION(ts, INTERVAL '1' MINUTE);
-- expect-error: Session window doesn't support EMIT strategy currently

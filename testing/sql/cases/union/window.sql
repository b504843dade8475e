-- A window over two sources: its watermark is the smaller of both, so that no row of the slower one is late.
-- tags: union, window, tumble, watermark
CREATE TABLE web (
  page STRING,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/web.json', 'format' = 'json');

CREATE TABLE app (
  page STRING,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/app.json', 'format' = 'json');

-- file: web.json
-- {"page":"/a","ts":"2026-01-01 10:00:00.000"}
-- {"page":"/a","ts":"2026-01-01 10:00:30.000"}
-- {"page":"/b","ts":"2026-01-01 10:05:00.000"}
-- file: app.json
-- {"page":"/a","ts":"2026-01-01 10:00:01.000"}
-- {"page":"/a","ts":"2026-01-01 10:04:00.000"}

CREATE VIEW clicks AS SELECT page, ts FROM web UNION ALL SELECT page, ts FROM app;

SELECT window_start, page, COUNT(*) AS cnt
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end, page;
-- expect:
-- | window_start            | page | cnt |
-- | 2026-01-01 10:00:00.000 | /a   | 3   |
-- | 2026-01-01 10:04:00.000 | /a   | 1   |
-- | 2026-01-01 10:05:00.000 | /b   | 1   |

-- Rows keep their event time and their watermark through a lookup: the late row is late behind it.
-- tags: lookup, join, window, late
SET 'pipeline.auto-watermark-interval' = '0 ms';

CREATE TABLE clicks (
  page INT,
  ts TIMESTAMP(3),
  proc_time AS PROCTIME(),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'inline', 'rows' = '
{"page":1,"ts":"2026-01-01 10:00:00"}
{"page":2,"ts":"2026-01-01 10:04:00"}
{"page":1,"ts":"2026-01-01 10:06:00"}
{"page":2,"ts":"2026-01-01 10:03:00"}
{"page":3,"ts":"2026-01-01 10:07:00"}
{"page":2,"ts":"2026-01-01 10:08:00"}
');

CREATE TABLE pages (
  id INT,
  site STRING
) WITH ('connector' = 'inline', 'rows' = '
{"id":1,"site":"shop"}
{"id":2,"site":"shop"}
');

CREATE VIEW visits AS
SELECT c.page, c.ts, p.site
FROM clicks AS c
JOIN pages FOR SYSTEM_TIME AS OF c.proc_time AS p ON c.page = p.id;

SELECT window_start, site, COUNT(*) AS cnt
FROM TABLE(TUMBLE(TABLE visits, DESCRIPTOR(ts), INTERVAL '5' MINUTES))
GROUP BY window_start, window_end, site;
-- expect:
-- | window_start            | site | cnt |
-- | 2026-01-01 10:00:00.000 | shop | 2   |
-- | 2026-01-01 10:05:00.000 | shop | 2   |
-- expect-late: 1

-- Windows over CSV: event times in order of arrival, one late.
-- tags: csv, window, tumble, late
CREATE TABLE clicks (
  page STRING,
  ms INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.csv', 'format' = 'csv');

-- file: clicks.csv
-- /a,10,2026-01-01 10:00:00.000
-- /b,5,2026-01-01 10:00:59.999
-- /a,20,2026-01-01 10:01:04.998
-- /a,30,2026-01-01 10:00:30.000
-- /a,40,2026-01-01 10:01:10.000
-- /a,50,2026-01-01 10:00:59.999

SELECT window_start, page, COUNT(*) AS cnt, AVG(ms) AS average
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end, page;
-- expect:
-- | window_start            | page | cnt | average |
-- | 2026-01-01 10:00:00.000 | /a   | 2   | 20      |
-- | 2026-01-01 10:00:00.000 | /b   | 1   | 5       |
-- | 2026-01-01 10:01:00.000 | /a   | 2   | 30      |
-- expect-late: 1

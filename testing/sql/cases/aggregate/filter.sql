-- FILTER with a condition that is NULL takes no row; a group without a row gives NULL, and 0 for COUNT.
-- tags: aggregate, filter, null
CREATE TABLE t (
  g STRING,
  a INT,
  ok BOOLEAN,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"g":"a","a":1,"ok":true,"ts":"2026-01-01 10:00:00.000"}
-- {"g":"a","a":2,"ok":false,"ts":"2026-01-01 10:00:00.000"}
-- {"g":"a","a":4,"ok":null,"ts":"2026-01-01 10:00:00.000"}
-- {"g":"a","a":8,"ok":true,"ts":"2026-01-01 10:00:00.000"}
-- {"g":"b","a":16,"ok":null,"ts":"2026-01-01 10:00:00.000"}
-- {"g":"c","a":null,"ok":true,"ts":"2026-01-01 10:00:00.000"}

SELECT g,
  COUNT(*) FILTER (WHERE ok) AS cnt,
  SUM(a) FILTER (WHERE ok) AS sum_ok,
  AVG(a) FILTER (WHERE ok IS NOT TRUE) AS avg_not_ok,
  MIN(a) FILTER (WHERE NOT ok) AS min_not,
  MAX(a) FILTER (WHERE a > 1 AND ok) AS max_large,
  COUNT(a) FILTER (WHERE FALSE) AS never
FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end, g;
-- expect:
-- | g | cnt | sum_ok | avg_not_ok | min_not | max_large | never |
-- | a | 2   | 9      | 3          | 2       | 8         | 0     |
-- | b | 0   | NULL   | 16         | NULL    | NULL      | 0     |
-- | c | 1   | NULL   | NULL       | NULL    | NULL      | 0     |

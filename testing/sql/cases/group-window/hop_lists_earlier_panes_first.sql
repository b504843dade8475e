-- GROUP BY HOP puts its panes together in the order of time; the HOP of a window table function begins with the latest slice.
-- tags: window, group-window, hop, random, surprise
CREATE TABLE t (
  k INT,
  name STRING,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '30' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"k":1,"name":"a","ts":"2026-01-01 10:00:12.000"}
-- {"k":1,"name":"b","ts":"2026-01-01 10:00:03.000"}
-- {"k":1,"name":"c","ts":"2026-01-01 10:00:25.000"}

SELECT k, HOP_START(ts, INTERVAL '10' SECOND, INTERVAL '30' SECOND) AS ws, LISTAGG(name) AS names
FROM t
GROUP BY k, HOP(ts, INTERVAL '10' SECOND, INTERVAL '30' SECOND);
-- expect:
-- | k | ws                      | names |
-- | 1 | 2026-01-01 09:59:40.000 | b     |
-- | 1 | 2026-01-01 09:59:50.000 | b,a   |
-- | 1 | 2026-01-01 10:00:00.000 | b,a,c |
-- | 1 | 2026-01-01 10:00:10.000 | a,c   |
-- | 1 | 2026-01-01 10:00:20.000 | c     |

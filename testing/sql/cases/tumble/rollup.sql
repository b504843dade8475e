-- ROLLUP and CUBE in a window.
-- tags: window, tumble, grouping-sets
CREATE TABLE clicks (
  page STRING,
  device STRING,
  ms INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"page":"/a","device":"pc","ms":10,"ts":"2026-01-01 10:00:00.000"}
-- {"page":"/a","device":"tv","ms":20,"ts":"2026-01-01 10:00:01.000"}
-- {"page":"/b","device":"pc","ms":40,"ts":"2026-01-01 10:00:02.000"}

SELECT window_start, page, device, SUM(ms) AS ms
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '5' MINUTES))
GROUP BY window_start, window_end, ROLLUP (page, device);
-- expect:
-- | window_start            | page | device | ms |
-- | 2026-01-01 10:00:00.000 | /a   | NULL   | 30 |
-- | 2026-01-01 10:00:00.000 | /a   | pc     | 10 |
-- | 2026-01-01 10:00:00.000 | /a   | tv     | 20 |
-- | 2026-01-01 10:00:00.000 | /b   | NULL   | 40 |
-- | 2026-01-01 10:00:00.000 | /b   | pc     | 40 |
-- | 2026-01-01 10:00:00.000 | NULL | NULL   | 70 |

SELECT window_start, page, device, SUM(ms) AS ms
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '5' MINUTES))
GROUP BY window_start, window_end, CUBE (page, device);
-- expect:
-- | window_start            | page | device | ms |
-- | 2026-01-01 10:00:00.000 | /a   | NULL   | 30 |
-- | 2026-01-01 10:00:00.000 | /a   | pc     | 10 |
-- | 2026-01-01 10:00:00.000 | /a   | tv     | 20 |
-- | 2026-01-01 10:00:00.000 | /b   | NULL   | 40 |
-- | 2026-01-01 10:00:00.000 | /b   | pc     | 40 |
-- | 2026-01-01 10:00:00.000 | NULL | NULL   | 70 |
-- | 2026-01-01 10:00:00.000 | NULL | pc     | 50 |
-- | 2026-01-01 10:00:00.000 | NULL | tv     | 20 |

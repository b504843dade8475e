-- Two keys: each pair is a group, and a NULL in one of them keeps groups apart.
-- tags: window, tumble, null
CREATE TABLE clicks (
  page STRING,
  device STRING,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"page":"a","device":"bc","ts":"2026-01-01 10:00:00.000"}
-- {"page":"ab","device":"c","ts":"2026-01-01 10:00:01.000"}
-- {"page":"a","device":null,"ts":"2026-01-01 10:00:02.000"}
-- {"page":null,"device":"a","ts":"2026-01-01 10:00:03.000"}
-- {"page":"a","device":"bc","ts":"2026-01-01 10:00:04.000"}
-- {"page":null,"device":null,"ts":"2026-01-01 10:00:05.000"}
-- {"page":"a","device":"bc","ts":"2026-01-01 10:01:00.000"}

SELECT window_start, page, device, COUNT(*) AS cnt
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end, page, device;
-- expect:
-- | window_start            | page | device | cnt |
-- | 2026-01-01 10:00:00.000 | NULL | NULL   | 1   |
-- | 2026-01-01 10:00:00.000 | NULL | a      | 1   |
-- | 2026-01-01 10:00:00.000 | a    | NULL   | 1   |
-- | 2026-01-01 10:00:00.000 | a    | bc     | 2   |
-- | 2026-01-01 10:00:00.000 | ab   | c      | 1   |
-- | 2026-01-01 10:01:00.000 | a    | bc     | 1   |

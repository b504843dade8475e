-- Average temperature per five minutes with one minute of tolerance: 59 s late counts, 61 s late does not.
-- tags: window, tumble, late, worked-example, row:61, row:348
CREATE TABLE readings (
  sensor STRING,
  celsius DOUBLE,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '1' MINUTE
) WITH ('connector' = 'filesystem', 'path' = '${dir}/readings.json', 'format' = 'json');

-- file: readings.json
-- {"sensor":"s1","celsius":20.0,"ts":"2026-01-01 10:00:00.000"}
-- {"sensor":"s1","celsius":22.0,"ts":"2026-01-01 10:04:00.000"}
-- {"sensor":"s1","celsius":30.0,"ts":"2026-01-01 10:05:58.000"}
-- {"sensor":"s1","celsius":24.0,"ts":"2026-01-01 10:04:59.000"}
-- {"sensor":"s1","celsius":31.0,"ts":"2026-01-01 10:06:00.000"}
-- {"sensor":"s1","celsius":90.0,"ts":"2026-01-01 10:04:59.000"}

SELECT window_start, sensor, COUNT(*) AS cnt, AVG(celsius) AS average
FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '5' MINUTES))
GROUP BY window_start, window_end, sensor;
-- expect:
-- | window_start            | sensor | cnt | average |
-- | 2026-01-01 10:00:00.000 | s1     | 3   | 22.0    |
-- | 2026-01-01 10:05:00.000 | s1     | 2   | 30.5    |
-- expect-late: 1

-- Percentiles, interpolated between two values; a frequency counts a value several times.
-- In sessions, two of which are joined by a late row.
-- tags: aggregate, window, session, percentile, null
CREATE TABLE t (
  g STRING,
  n STRING,
  a INT,
  b BIGINT,
  d DOUBLE,
  f FLOAT,
  c DECIMAL(10, 2),
  w DECIMAL(25, 3),
  s STRING,
  ok BOOLEAN,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '40' SECONDS
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"g":"x","n":"n1","a":3,"b":30,"d":1.5,"f":0.1,"c":10.25,"w":100000000000000000000.125,"s":"red","ok":true,"ts":"2026-01-01 10:00:01.000"}
-- {"g":"x","n":"n2","a":1,"b":10,"d":2.25,"f":0.2,"c":-3.1,"w":-5.5,"s":"blue","ok":false,"ts":"2026-01-01 10:00:03.000"}
-- {"g":"x","n":"n3","a":null,"b":null,"d":null,"f":null,"c":null,"w":null,"s":null,"ok":null,"ts":"2026-01-01 10:00:02.000"}
-- {"g":"y","n":"n1","a":null,"b":null,"d":null,"f":null,"c":null,"w":null,"s":null,"ok":true,"ts":"2026-01-01 10:00:05.000"}
-- {"g":"x","n":"n4","a":3,"b":30,"d":-7.125,"f":0.7,"c":10.25,"w":0.001,"s":"red","ok":true,"ts":"2026-01-01 10:00:10.000"}
-- {"g":"x","n":"n5","a":8,"b":80,"d":0.5,"f":3.25,"c":0.05,"w":7.25,"s":"green","ok":null,"ts":"2026-01-01 10:00:30.000"}
-- {"g":"z","n":"n1","a":5,"b":50,"d":4.0,"f":4.5,"c":5.55,"w":5.555,"s":"one","ok":true,"ts":"2026-01-01 10:00:31.000"}
-- {"g":"y","n":"n2","a":null,"b":null,"d":null,"f":null,"c":null,"w":null,"s":null,"ok":false,"ts":"2026-01-01 10:00:40.000"}
-- {"g":"x","n":"n9","a":6,"b":60,"d":6.0,"f":0.6,"c":6.0,"w":6.0,"s":"late","ok":true,"ts":"2026-01-01 10:00:20.000"}
-- {"g":"x","n":"n6","a":2,"b":20,"d":9.75,"f":1.1,"c":2.0,"w":2.5,"s":"a, b","ok":true,"ts":"2026-01-01 10:01:05.000"}
-- {"g":"x","n":"n7","a":4,"b":40,"d":0.1,"f":0.3,"c":4.0,"w":4.5,"s":"","ok":false,"ts":"2026-01-01 10:01:06.000"}
-- {"g":"x","n":"n8","a":7,"b":70,"d":0.2,"f":0.4,"c":7.01,"w":7.75,"s":"blue","ok":true,"ts":"2026-01-01 10:01:50.000"}

SELECT g, window_start,
  PERCENTILE(a, 0.5) AS median_a,
  PERCENTILE(d, 0.25) AS quarter_d,
  PERCENTILE(f, 1.0) AS max_f,
  PERCENTILE(c, ARRAY[0.9, 0.1]) AS two_c,
  PERCENTILE(b, 0.5, a) AS weighted,
  PERCENTILE(w, 0.75) FILTER (WHERE ok) AS ok_w,
  PERCENTILE(DISTINCT a, 0.5) AS distinct_a
FROM TABLE(SESSION(TABLE t PARTITION BY g, DESCRIPTOR(ts), INTERVAL '15' SECONDS))
GROUP BY window_start, window_end, g;
-- expect: by column
-- | g            | x                            | x                       | x                       | y                       | y                       | z                       |
-- | window_start | 2026-01-01 10:00:01.000      | 2026-01-01 10:01:05.000 | 2026-01-01 10:01:50.000 | 2026-01-01 10:00:05.000 | 2026-01-01 10:00:40.000 | 2026-01-01 10:00:31.000 |
-- | median_a     | 3.0                          | 3.0                     | 7.0                     | NULL                    | NULL                    | 5.0                     |
-- | quarter_d    | 0.5                          | 2.5125                  | 0.2                     | NULL                    | NULL                    | 4.0                     |
-- | max_f        | 3.25                         | 1.100000023841858       | 0.4000000059604645      | NULL                    | NULL                    | 4.5                     |
-- | two_c        | [10.25, -1.8400000000000003] | [3.8, 2.2]              | [7.01, 7.01]            | NULL                    | NULL                    | [5.55, 5.55]            |
-- | weighted     | 60.0                         | 40.0                    | 70.0                    | NULL                    | NULL                    | 50.0                    |
-- | ok_w         | 5.0E19                       | 2.5                     | 7.75                    | NULL                    | NULL                    | 5.555                   |
-- | distinct_a   | 4.5                          | 3.0                     | 7.0                     | NULL                    | NULL                    | 5.0                     |

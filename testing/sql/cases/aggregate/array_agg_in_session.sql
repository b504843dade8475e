-- Values as an array, in the order of arrival, with or without nulls.
-- In sessions, two of which are joined by a late row.
-- tags: aggregate, window, session, array-agg, null, row:40, row:41
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
  ARRAY_AGG(a) AS a,
  ARRAY_AGG(a) IGNORE NULLS AS not_null,
  ARRAY_AGG(s) RESPECT NULLS AS s,
  ARRAY_AGG(DISTINCT s) AS distinct_s,
  ARRAY_AGG(c) FILTER (WHERE ok) AS ok_c,
  ARRAY_AGG(w) AS w,
  ARRAY_AGG(ROW(a, s)) AS r
FROM TABLE(SESSION(TABLE t PARTITION BY g, DESCRIPTOR(ts), INTERVAL '15' SECONDS))
GROUP BY window_start, window_end, g;
-- expect: by column
-- | g            | x                                                                              | x                       | x                       | y                       | y                       | z                       |
-- | window_start | 2026-01-01 10:00:01.000                                                        | 2026-01-01 10:01:05.000 | 2026-01-01 10:01:50.000 | 2026-01-01 10:00:05.000 | 2026-01-01 10:00:40.000 | 2026-01-01 10:00:31.000 |
-- | a            | [3, 1, NULL, 3, 8, 6]                                                          | [2, 4]                  | [7]                     | [NULL]                  | [NULL]                  | [5]                     |
-- | not_null     | [3, 1, 3, 8, 6]                                                                | [2, 4]                  | [7]                     | NULL                    | NULL                    | [5]                     |
-- | s            | ['red', 'blue', NULL, 'red', 'green', 'late']                                  | ['a, b', '']            | ['blue']                | [NULL]                  | [NULL]                  | ['one']                 |
-- | distinct_s   | ['red', 'blue', NULL, 'green', 'late']                                         | ['a, b', '']            | ['blue']                | [NULL]                  | [NULL]                  | ['one']                 |
-- | ok_c         | [10.25, 10.25, 6.00]                                                           | [2.00]                  | [7.01]                  | [NULL]                  | NULL                    | [5.55]                  |
-- | w            | [100000000000000000000.125, -5.500, NULL, 0.001, 7.250, 6.000]                 | [2.500, 4.500]          | [7.750]                 | [NULL]                  | [NULL]                  | [5.555]                 |
-- | r            | [(3, 'red'), (1, 'blue'), (NULL, NULL), (3, 'red'), (8, 'green'), (6, 'late')] | [(2, 'a, b'), (4, '')]  | [(7, 'blue')]           | [(NULL, NULL)]          | [(NULL, NULL)]          | [(5, 'one')]            |

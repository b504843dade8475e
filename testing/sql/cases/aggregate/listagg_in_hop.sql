-- Texts joined in the order of arrival; nulls are left out, empty texts are not.
-- In hopping windows, whose slices are merged.
-- tags: aggregate, window, hop, listagg, null
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
-- {"g":"x","n":"n6","a":2,"b":20,"d":9.75,"f":1.1,"c":2.0,"w":2.5,"s":"a, b","ok":true,"ts":"2026-01-01 10:01:05.000"}
-- {"g":"x","n":"n7","a":4,"b":40,"d":0.1,"f":0.3,"c":4.0,"w":4.5,"s":"","ok":false,"ts":"2026-01-01 10:01:06.000"}
-- {"g":"x","n":"n8","a":7,"b":70,"d":0.2,"f":0.4,"c":7.01,"w":7.75,"s":"blue","ok":true,"ts":"2026-01-01 10:01:50.000"}

SELECT g, window_start,
  LISTAGG(s) AS s,
  LISTAGG(s, '; ') AS semicolons,
  LISTAGG(s, '') AS joined,
  LISTAGG(s) FILTER (WHERE ok) AS ok_s,
  LISTAGG(n) AS names
FROM TABLE(HOP(TABLE t, DESCRIPTOR(ts), INTERVAL '30' SECONDS, INTERVAL '1' MINUTE))
GROUP BY window_start, window_end, g;
-- expect: by column
-- | g            | x                       | x                       | x                       | x                       | x                       | y                       | y                       | y                       | z                       | z                       |
-- | window_start | 2026-01-01 09:59:30.000 | 2026-01-01 10:00:00.000 | 2026-01-01 10:00:30.000 | 2026-01-01 10:01:00.000 | 2026-01-01 10:01:30.000 | 2026-01-01 09:59:30.000 | 2026-01-01 10:00:00.000 | 2026-01-01 10:00:30.000 | 2026-01-01 10:00:00.000 | 2026-01-01 10:00:30.000 |
-- | s            | red,blue,red            | green,red,blue,red      | a, b,,green             | blue,a, b,              | blue                    | NULL                    | NULL                    | NULL                    | one                     | one                     |
-- | semicolons   | red; blue; red          | green; red; blue; red   | a, b; ; green           | 'blue; a, b; '          | blue                    | NULL                    | NULL                    | NULL                    | one                     | one                     |
-- | joined       | redbluered              | greenredbluered         | a, bgreen               | bluea, b                | blue                    | NULL                    | NULL                    | NULL                    | one                     | one                     |
-- | ok_s         | red,red                 | red,red                 | a, b                    | blue,a, b               | blue                    | NULL                    | NULL                    | NULL                    | one                     | one                     |
-- | names        | n1,n2,n3,n4             | n5,n1,n2,n3,n4          | n6,n7,n5                | n8,n6,n7                | n8                      | n1                      | n2,n1                   | n2                      | n1                      | n1                      |

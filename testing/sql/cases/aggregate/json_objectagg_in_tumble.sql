-- Names and values as a JSON object, whose names are sorted.
-- In tumbling windows.
-- tags: aggregate, window, tumble, json, null
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
  JSON_OBJECTAGG(KEY n VALUE a) AS a,
  JSON_OBJECTAGG(KEY n VALUE s ABSENT ON NULL) AS s,
  JSON_OBJECTAGG(KEY n VALUE ok) AS ok
FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end, g;
-- expect: by column
-- | g            | x                                                    | x                                 | y                       | z                       |
-- | window_start | 2026-01-01 10:00:00.000                              | 2026-01-01 10:01:00.000           | 2026-01-01 10:00:00.000 | 2026-01-01 10:00:00.000 |
-- | a            | {"n1":3,"n2":1,"n3":null,"n4":3,"n5":8}              | {"n6":2,"n7":4,"n8":7}            | {"n1":null,"n2":null}   | {"n1":5}                |
-- | s            | {"n1":"red","n2":"blue","n4":"red","n5":"green"}     | {"n6":"a, b","n7":"","n8":"blue"} | {}                      | {"n1":"one"}            |
-- | ok           | {"n1":true,"n2":false,"n3":null,"n4":true,"n5":null} | {"n6":true,"n7":false,"n8":true}  | {"n1":true,"n2":false}  | {"n1":true}             |

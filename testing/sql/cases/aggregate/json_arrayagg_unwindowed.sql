-- Values as a JSON array; nulls are left out unless they are asked for.
-- Over all rows so far.
-- tags: aggregate, group-aggregate, json, null
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
  ts TIMESTAMP(3)
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

SELECT g,
  JSON_ARRAYAGG(a) AS a,
  JSON_ARRAYAGG(s NULL ON NULL) AS s,
  JSON_ARRAYAGG(s) AS s_not_null,
  JSON_ARRAYAGG(c) AS c,
  JSON_ARRAYAGG(ok NULL ON NULL) AS ok
FROM t
GROUP BY g;
-- expect-final: by column
-- | g          | x                                                  | y            | z       |
-- | a          | [3,1,3,8,2,4,7]                                    | []           | [5]     |
-- | s          | ["red","blue",null,"red","green","a, b","","blue"] | [null,null]  | ["one"] |
-- | s_not_null | ["red","blue","red","green","a, b","","blue"]      | []           | ["one"] |
-- | c          | [10.25,-3.10,10.25,0.05,2.00,4.00,7.01]            | []           | [5.55]  |
-- | ok         | [true,false,null,true,null,true,false,true]        | [true,false] | [true]  |

SELECT
  JSON_ARRAYAGG(a) AS a,
  JSON_ARRAYAGG(s NULL ON NULL) AS s,
  JSON_ARRAYAGG(s) AS s_not_null,
  JSON_ARRAYAGG(c) AS c,
  JSON_ARRAYAGG(ok NULL ON NULL) AS ok
FROM t
WHERE g = 'nobody';
-- expect-final: by column
-- | a          |
-- | s          |
-- | s_not_null |
-- | c          |
-- | ok         |

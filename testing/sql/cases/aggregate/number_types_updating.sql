-- SUM, AVG, MIN and MAX of each kind of number, with DISTINCT and FILTER.
-- Over rows that change: only the newest row of each id counts.
-- tags: aggregate, group-aggregate, retract, sum, null
CREATE TABLE t (
  id INT,
  g STRING,
  n STRING,
  a INT,
  b BIGINT,
  d DOUBLE,
  f FLOAT,
  c DECIMAL(10, 2),
  w DECIMAL(25, 3),
  s STRING,
  ok BOOLEAN
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"g":"x","n":"n1","a":3,"b":30,"d":1.5,"f":0.125,"c":10.25,"w":100000000000000000000.125,"s":"red","ok":true}
-- {"id":2,"g":"x","n":"n2","a":1,"b":10,"d":2.25,"f":0.25,"c":-3.1,"w":-5.5,"s":"blue","ok":false}
-- {"id":3,"g":"x","n":"n3","a":null,"b":null,"d":null,"f":null,"c":null,"w":null,"s":null,"ok":null}
-- {"id":4,"g":"y","n":"n1","a":null,"b":null,"d":null,"f":null,"c":null,"w":null,"s":null,"ok":true}
-- {"id":1,"g":"x","n":"n4","a":3,"b":30,"d":-7.125,"f":0.75,"c":10.25,"w":0.001,"s":"red","ok":true}
-- {"id":5,"g":"x","n":"n5","a":8,"b":80,"d":0.5,"f":3.25,"c":0.05,"w":7.25,"s":"green","ok":null}
-- {"id":6,"g":"z","n":"n1","a":5,"b":50,"d":4.0,"f":4.5,"c":5.55,"w":5.555,"s":"one","ok":true}
-- {"id":4,"g":"z","n":"n2","a":null,"b":null,"d":null,"f":null,"c":null,"w":null,"s":null,"ok":false}
-- {"id":2,"g":"x","n":"n6","a":2,"b":20,"d":9.75,"f":1.125,"c":2.0,"w":2.5,"s":"a, b","ok":true}
-- {"id":7,"g":"x","n":"n7","a":4,"b":40,"d":0.125,"f":0.375,"c":4.0,"w":4.5,"s":"","ok":false}
-- {"id":3,"g":"x","n":"n8","a":7,"b":70,"d":0.25,"f":0.5,"c":7.01,"w":7.75,"s":"blue","ok":true}

SELECT g,
  SUM(f) AS sum_f,
  AVG(f) AS avg_f,
  SUM(d) AS sum_d,
  SUM(DISTINCT a) AS distinct_a,
  AVG(w) AS avg_w,
  SUM(c) FILTER (WHERE ok) AS ok_c,
  MIN(w) AS min_w,
  MAX(d) FILTER (WHERE NOT ok) AS not_d,
  COUNT(DISTINCT s) FILTER (WHERE ok) AS ok_s
FROM (
  SELECT id, LAST_VALUE(g) AS g, LAST_VALUE(n) AS n, MAX(a) AS a, LAST_VALUE(b) AS b, LAST_VALUE(d) AS d,
    LAST_VALUE(f) AS f, LAST_VALUE(c) AS c, LAST_VALUE(w) AS w, LAST_VALUE(s) AS s, LAST_VALUE(ok) AS ok
  FROM t GROUP BY id)
GROUP BY g;
-- expect-final: by column
-- | g          | x        | z        |
-- | sum_f      | 6.0      | 4.5      |
-- | avg_f      | 1.2      | 4.5      |
-- | sum_d      | 3.5      | 4.0      |
-- | distinct_a | 24       | 5        |
-- | avg_w      | 4.400200 | 5.555000 |
-- | ok_c       | 19.26    | 5.55     |
-- | min_w      | 0.001    | 5.555    |
-- | not_d      | 0.125    | NULL     |
-- | ok_s       | 3        | 1        |

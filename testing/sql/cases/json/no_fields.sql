-- No field at all is read for COUNT(*).
-- tags: json, projection, calc
CREATE TABLE t (
  a INT,
  b STRING,
  c ROW<x INT, y ROW<z STRING, n INT>>,
  d ARRAY<INT>
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"a":1,"b":"one","c":{"x":10,"y":{"z":"p","n":100}},"d":[1,2]}
-- {"a":2,"b":"two","c":null,"d":null}
-- {"a":3,"b":null,"c":{"x":null,"y":null},"d":[]}

SELECT COUNT(*) AS cnt FROM t;
-- expect-final:
-- | cnt |
-- | 3   |

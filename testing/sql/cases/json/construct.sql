-- JSON_OBJECT, JSON_ARRAY, JSON_STRING, JSON, JSON_QUOTE and JSON_UNQUOTE: members stand in the order of their names.
-- tags: json-function, null, boundary
CREATE TABLE t (
  id INT,
  s STRING,
  d DOUBLE,
  de DECIMAL(12, 3),
  b BOOLEAN,
  ts TIMESTAMP(3),
  a ARRAY<INT>,
  r ROW<z INT, a STRING>,
  j STRING
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"s":"q\"\\ \n ż🎉","d":1e10,"de":1.5,"b":true,"ts":"2026-01-01 10:00:00.120","a":[1,null],"r":{"z":1,"a":"x"},"j":"{ \"b\" : 1.0, \"a\" : [ ] }"}
-- {"id":2,"s":"","d":-0.5,"de":0,"b":false,"ts":"1969-12-31 23:59:59.999","a":[],"r":{"z":null,"a":null},"j":"7"}
-- {"id":3}

SELECT id, JSON_OBJECT('s' VALUE s, 'id' VALUE id, 'b' VALUE b) AS o,
  JSON_OBJECT('x' VALUE s, 'd' VALUE d ABSENT ON NULL) AS absent, JSON_ARRAY(d, de, ts) AS a,
  JSON_ARRAY(s, b NULL ON NULL) AS with_nulls, JSON_STRING(r) AS r, JSON_STRING(a) AS arr,
  JSON_OBJECT('j' VALUE JSON(j), 'o' VALUE JSON_OBJECT('k' VALUE JSON_ARRAY(id))) AS nested,
  JSON_QUOTE(s) AS quoted, JSON_UNQUOTE(JSON_QUOTE(j)) AS unquoted
FROM t;
-- expect: by column
-- | id         | 1                                        | 2                                      | 3                          |
-- | o          | {"b":true,"id":1,"s":"q\\"\\\\ \\n ż🎉"}  | {"b":false,"id":2,"s":""}              | {"b":null,"id":3,"s":null} |
-- | absent     | {"d":1.0E+10,"x":"q\\"\\\\ \\n ż🎉"}      | {"d":-0.5,"x":""}                      | {}                         |
-- | a          | [1.0E+10,1.500,"2026-01-01T10:00:00.12"] | [-0.5,0.000,"1969-12-31T23:59:59.999"] | []                         |
-- | with_nulls | ["q\\"\\\\ \\n ż🎉",true]                 | ["",false]                             | [null,null]                |
-- | r          | {"a":"x","z":1}                          | {"a":null,"z":null}                    | NULL                       |
-- | arr        | [1,null]                                 | []                                     | NULL                       |
-- | nested     | {"j":{"a":[],"b":1.0},"o":{"k":[1]}}     | {"j":7,"o":{"k":[2]}}                  | {"j":null,"o":{"k":[3]}}   |
-- | quoted     | "q\\"\\\\ \\n \\u017c\\u1f389\\udf89"    | ""                                     | NULL                       |
-- | unquoted   | { "b" : 1.0, "a" : [ ] }                 | 7                                      | NULL                       |

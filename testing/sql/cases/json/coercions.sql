-- What JSON accepts for each type: numbers in quotes, numbers for text, objects for text, words for BOOLEAN.
-- tags: json, types, boundary, surprise
CREATE TABLE t (
  id INT,
  b BOOLEAN,
  i INT,
  bi BIGINT,
  d DOUBLE,
  dc DECIMAL(5, 2),
  s STRING
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"b":"true","i":"42","bi":" 7 ","d":"1.5","dc":"1.25","s":42}
-- {"id":2,"b":"yes","i":3.0,"bi":1.9,"d":1,"dc":1.005,"s":true}
-- {"id":"3","b":"FALSE","i":-0,"bi":0,"d":"NaN","dc":1000,"s":{"a": [1, 2]}}
-- {"id":4,"b":false,"i":null,"bi":12,"d":0.1,"dc":1E1,"s":[1,"x",null]}

SELECT * FROM t;
-- expect:
-- | id | b     | i    | bi | d   | dc    | s            |
-- | 1  | TRUE  | 42   | 7  | 1.5 | 1.25  | 42           |
-- | 2  | FALSE | 3    | 1  | 1.0 | 1.01  | true         |
-- | 3  | FALSE | 0    | 0  | NaN | NULL  | {"a":[1,2]}  |
-- | 4  | FALSE | NULL | 12 | 0.1 | 10.00 | [1,"x",null] |

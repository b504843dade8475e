-- With table.exec.legacy-cast-behaviour texts of booleans and NULLs are small, rows have no blanks, bytes keep their length.
-- tags: cast, legacy, nested
SET 'table.exec.legacy-cast-behaviour' = 'ENABLED';

CREATE TABLE t (
  id INT,
  s STRING,
  b BOOLEAN,
  by1 BYTES,
  r ROW<a INT, b BOOLEAN>,
  a ARRAY<INT>
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"s":"2020-01-02","b":true,"by1":"AQID","r":{"a":1,"b":null},"a":[1,null]}
-- {"id":2,"s":"nonsense","b":false,"by1":"","r":{"a":null,"b":true},"a":[]}
-- {"id":3}

SELECT id, CAST(b AS STRING) AS b, CAST(b AS CHAR(7)) AS b7, CAST(s AS DATE) AS d, CAST(s AS DECIMAL(5, 2)) AS de,
  CAST(s AS BOOLEAN) AS bool, CAST(by1 AS BINARY(2)) AS b2, CAST(r AS STRING) AS r, CAST(a AS STRING) AS a,
  CAST(id AS VARCHAR(1)) AS v, CAST(s AS CHAR(3)) AS c3
FROM t;
-- expect: by column
-- | id   | 1          | 2           | 3    |
-- | b    | true       | false       | NULL |
-- | b7   | true       | false       | NULL |
-- | d    | 2020-01-02 | NULL        | NULL |
-- | de   | NULL       | NULL        | NULL |
-- | bool | NULL       | NULL        | NULL |
-- | b2   | x'010203'  | x''         | NULL |
-- | r    | (1,null)   | (null,true) | NULL |
-- | a    | [1, null]  | []          | NULL |
-- | v    | 1          | 2           | 3    |
-- | c3   | 2020-01-02 | nonsense    | NULL |

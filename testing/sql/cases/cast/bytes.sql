-- Text to bytes and back: UTF-8, cut or padded to the length of BINARY.
-- tags: cast, binary, string, boundary
CREATE TABLE t (
  id INT,
  s STRING
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"s":"hi"}
-- {"id":2,"s":"é😀"}
-- {"id":3,"s":""}
-- {"id":4,"s":null}

SELECT id, CAST(s AS BYTES) AS bytes_s, CAST(s AS VARBINARY(2)) AS varbinary2, CAST(s AS BINARY(4)) AS binary4,
  CAST(CAST(s AS BYTES) AS STRING) AS back, X'c3a9' AS literal_bytes
FROM t;
-- expect:
-- | id | bytes_s         | varbinary2 | binary4     | back | literal_bytes |
-- | 1  | x'6869'         | x'6869'    | x'68690000' | hi   | x'c3a9'       |
-- | 2  | x'c3a9f09f9880' | x'c3a9'    | x'c3a9f09f' | é😀   | x'c3a9'       |
-- | 3  | x''             | x''        | x'00000000' | ''   | x'c3a9'       |
-- | 4  | NULL            | NULL       | NULL        | NULL | x'c3a9'       |

-- ROW, ARRAY and MAP as text, and casts of their elements.
-- tags: cast, nested, row, array, map
CREATE TABLE t (
  id INT,
  r ROW<a INT, b STRING>,
  arr ARRAY<INT>,
  m MAP<STRING, INT>
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"r":{"a":1,"b":"x"},"arr":[1,null,3],"m":{"k":1}}
-- {"id":2,"r":{"a":null,"b":null},"arr":[],"m":{}}
-- {"id":3,"r":null,"arr":null,"m":null}

SELECT id, CAST(r AS STRING) AS r_text, CAST(arr AS STRING) AS arr_text, CAST(m AS STRING) AS m_text,
  CAST(r AS ROW<a STRING, b STRING>) AS r_cast, CAST(arr AS ARRAY<STRING>) AS arr_cast, CAST(m AS MAP<STRING, BIGINT>) AS m_cast
FROM t;
-- expect: by column
-- | id       | 1                | 2            | 3    |
-- | r_text   | (1, x)           | (NULL, NULL) | NULL |
-- | arr_text | [1, NULL, 3]     | []           | NULL |
-- | m_text   | {k=1}            | {}           | NULL |
-- | r_cast   | ('1', 'x')       | (NULL, NULL) | NULL |
-- | arr_cast | ['1', NULL, '3'] | []           | NULL |
-- | m_cast   | {'k'=1}          | {}           | NULL |

-- ROW(...) and (a, b) make rows; CASE and COALESCE pass nested values through.
-- tags: nested, row, case
CREATE TABLE t (
  id INT,
  a INT,
  s STRING,
  arr ARRAY<INT>
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"a":1,"s":"x","arr":[1]}
-- {"id":2,"a":null,"s":null,"arr":null}

SELECT id, ROW(a, s) AS made, ROW(a, ROW(s, 'c')) AS nested_row, COALESCE(arr, ARRAY[0]) AS arr_or_zero,
  CASE WHEN a = 1 THEN arr END AS arr_if_one
FROM t;
-- expect:
-- | id | made         | nested_row          | arr_or_zero | arr_if_one |
-- | 1  | (1, 'x')     | (1, ('x', 'c'))     | [1]         | [1]        |
-- | 2  | (NULL, NULL) | (NULL, (NULL, 'c')) | [0]         | NULL       |

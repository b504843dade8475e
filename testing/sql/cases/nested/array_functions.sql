-- The functions of arrays: what they do with NULL as array, as element and as operand.
-- tags: nested, array, function, null, boundary
CREATE TABLE t (
  id INT,
  a ARRAY<INT>,
  b ARRAY<INT>,
  x INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"a":[3,1,2,3],"b":[3,4],"x":3}
-- {"id":2,"a":[],"b":[1],"x":1}
-- {"id":3,"a":[null,2,null],"b":[null],"x":null}
-- {"id":4,"a":null,"b":[1],"x":1}
-- {"id":5,"a":[7],"b":null,"x":7}

SELECT id, ARRAY_APPEND(a, x) AS appended, ARRAY_PREPEND(a, x) AS prepended, ARRAY_CONCAT(a, b) AS concat,
  ARRAY_CONTAINS(a, x) AS has, ARRAY_DISTINCT(a) AS once, ARRAY_EXCEPT(a, b) AS minus_b, ARRAY_INTERSECT(a, b) AS both_ab,
  ARRAY_UNION(a, b) AS any_ab, ARRAY_MAX(a) AS max_a, ARRAY_MIN(a) AS min_a, ARRAY_POSITION(a, x) AS place,
  ARRAY_REMOVE(a, x) AS removed, ARRAY_REVERSE(a) AS reversed, ARRAY_SLICE(a, -2, 2) AS slice, ARRAY_SORT(a) AS sorted,
  ARRAY_SORT(a, FALSE) AS falling, ARRAY_SORT(a, TRUE, FALSE) AS nulls_last
FROM t;
-- expect: by column
-- | id         | 1                  | 2     | 3                     | 4    | 5      |
-- | appended   | [3, 1, 2, 3, 3]    | [1]   | [NULL, 2, NULL, NULL] | NULL | [7, 7] |
-- | prepended  | [3, 3, 1, 2, 3]    | [1]   | [NULL, NULL, 2, NULL] | NULL | [7, 7] |
-- | concat     | [3, 1, 2, 3, 3, 4] | [1]   | [NULL, 2, NULL, NULL] | NULL | NULL   |
-- | has        | TRUE               | FALSE | TRUE                  | NULL | TRUE   |
-- | once       | [3, 1, 2]          | []    | [NULL, 2]             | NULL | [7]    |
-- | minus_b    | [1, 2]             | []    | [2]                   | NULL | NULL   |
-- | both_ab    | [3]                | []    | [NULL]                | NULL | NULL   |
-- | any_ab     | [3, 1, 2, 4]       | [1]   | [NULL, 2]             | NULL | NULL   |
-- | max_a      | 3                  | NULL  | 2                     | NULL | 7      |
-- | min_a      | 1                  | NULL  | 2                     | NULL | 7      |
-- | place      | 1                  | 0     | NULL                  | NULL | 1      |
-- | removed    | [1, 2]             | []    | [2]                   | NULL | []     |
-- | reversed   | [3, 2, 1, 3]       | []    | [NULL, 2, NULL]       | NULL | [7]    |
-- | slice      | []                 | []    | [2]                   | NULL | [7]    |
-- | sorted     | [1, 2, 3, 3]       | []    | [NULL, NULL, 2]       | NULL | [7]    |
-- | falling    | [3, 3, 2, 1]       | []    | [2, NULL, NULL]       | NULL | [7]    |
-- | nulls_last | [1, 2, 3, 3]       | []    | [2, NULL, NULL]       | NULL | [7]    |

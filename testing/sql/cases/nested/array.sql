-- ARRAY: elements from 1, out of range NULL, CARDINALITY, ELEMENT, and arrays made from columns.
-- tags: nested, array, null, boundary
CREATE TABLE t (
  id INT,
  a ARRAY<INT>,
  i INT,
  s ARRAY<STRING>
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"a":[10,20,30],"i":2,"s":["x","y"]}
-- {"id":2,"a":[],"i":1,"s":[]}
-- {"id":3,"a":[null],"i":1,"s":[""]}
-- {"id":4,"a":null,"i":1,"s":null}
-- {"id":5,"a":[7],"i":5,"s":[null,"z"]}

SELECT id, a, a[1] AS first_a, a[i] AS by_column, CARDINALITY(a) AS size_a, s, s[2] AS second_s, ARRAY[i, i + 1, NULL] AS made,
  ARRAY[i, 2][1] AS made_first, a IS NULL AS is_null_a, a = ARRAY[10, 20, 30] AS equal_a
FROM t;
-- expect: by column
-- | id         | 1            | 2            | 3            | 4            | 5            |
-- | a          | [10, 20, 30] | []           | [NULL]       | NULL         | [7]          |
-- | first_a    | 10           | NULL         | NULL         | NULL         | 7            |
-- | by_column  | 20           | NULL         | NULL         | NULL         | NULL         |
-- | size_a     | 3            | 0            | 1            | NULL         | 1            |
-- | s          | ['x', 'y']   | []           | ['']         | NULL         | [NULL, 'z']  |
-- | second_s   | y            | NULL         | NULL         | NULL         | z            |
-- | made       | [2, 3, NULL] | [1, 2, NULL] | [1, 2, NULL] | [1, 2, NULL] | [5, 6, NULL] |
-- | made_first | 2            | 1            | 1            | 1            | 5            |
-- | is_null_a  | FALSE        | FALSE        | FALSE        | TRUE         | FALSE        |
-- | equal_a    | TRUE         | FALSE        | FALSE        | NULL         | FALSE        |

SELECT id, ELEMENT(s) AS only_s FROM t WHERE CARDINALITY(s) <= 1;
-- expect:
-- | id | only_s |
-- | 2  | NULL   |
-- | 3  | ''     |

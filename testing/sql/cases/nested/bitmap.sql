-- The functions of BITMAP, whose values no sink takes: they are made and read in one query. NULL elements are left out.
-- tags: nested, bitmap, function, null, boundary
CREATE TABLE t (
  id INT,
  a ARRAY<INT>,
  b ARRAY<INT>
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"a":[3,1,3,-1],"b":[3,70000]}
-- {"id":2,"a":[],"b":[1]}
-- {"id":3,"a":[null,2],"b":null}

SELECT id, BITMAP_TO_STRING(BITMAP_BUILD(a)) AS a, BITMAP_CARDINALITY(BITMAP_BUILD(a)) AS n,
  BITMAP_TO_ARRAY(BITMAP_AND(BITMAP_BUILD(a), BITMAP_BUILD(b))) AS both_ab,
  BITMAP_TO_STRING(BITMAP_OR(BITMAP_BUILD(a), BITMAP_BUILD(b))) AS any_ab,
  BITMAP_TO_STRING(BITMAP_XOR(BITMAP_BUILD(a), BITMAP_BUILD(b))) AS one_ab,
  BITMAP_TO_STRING(BITMAP_ANDNOT(BITMAP_BUILD(a), BITMAP_BUILD(b))) AS only_a
FROM t;
-- expect: by column
-- | id      | 1                      | 2   | 3    |
-- | a       | {1,3,4294967295}       | {}  | {2}  |
-- | n       | 3                      | 0   | 1    |
-- | both_ab | [3]                    | []  | NULL |
-- | any_ab  | {1,3,70000,4294967295} | {1} | NULL |
-- | one_ab  | {1,70000,4294967295}   | {1} | NULL |
-- | only_a  | {1,4294967295}         | {}  | NULL |

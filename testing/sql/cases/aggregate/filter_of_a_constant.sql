-- An aggregate of a constant is NULL for a group whose rows the FILTER leaves out, although its type says NOT NULL.
-- tags: aggregate, filter, null, random
CREATE TABLE t (
  id INT,
  flag BOOLEAN
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"flag":false}
-- {"id":2,"flag":true}

SELECT id, MAX('a') FILTER (WHERE flag) AS greatest, COUNT('a') FILTER (WHERE flag) AS cnt
FROM t
GROUP BY id;
-- expect-final:
-- | id | greatest | cnt |
-- | 1  | NULL     | 0   |
-- | 2  | a        | 1   |

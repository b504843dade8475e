-- UNION removes duplicates, INTERSECT and EXCEPT compare sets.
-- tags: union, distinct, group-aggregate
CREATE TABLE a (
  id INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/a.json', 'format' = 'json');

CREATE TABLE b (
  id INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/b.json', 'format' = 'json');

-- file: a.json
-- {"id":1}
-- {"id":2}
-- {"id":2}
-- {"id":null}
-- file: b.json
-- {"id":2}
-- {"id":3}
-- {"id":null}

SELECT id FROM a UNION SELECT id FROM b;
-- expect-final:
-- | id   |
-- | 1    |
-- | 2    |
-- | 3    |
-- | NULL |

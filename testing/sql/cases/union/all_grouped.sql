-- Rows of both sides of a UNION ALL are one group.
-- tags: union
CREATE TABLE a (
  id INT,
  s STRING
) WITH ('connector' = 'filesystem', 'path' = '${dir}/a.json', 'format' = 'json');

CREATE TABLE b (
  id BIGINT,
  s VARCHAR(10)
) WITH ('connector' = 'filesystem', 'path' = '${dir}/b.json', 'format' = 'json');

-- file: a.json
-- {"id":1,"s":"x"}
-- {"id":2,"s":null}
-- file: b.json
-- {"id":1,"s":"x"}
-- {"id":9999999999,"s":"y"}

SELECT s, COUNT(*) AS cnt FROM (SELECT s FROM a UNION ALL SELECT s FROM b) GROUP BY s;
-- expect-final:
-- | s    | cnt |
-- | NULL | 1   |
-- | x    | 2   |
-- | y    | 1   |

-- More groups than rows in a batch, each of several rows.
-- tags: group-aggregate, groups
CREATE TABLE numbers (
  id INT
) WITH ('connector' = 'datagen', 'fields.id.kind' = 'sequence', 'fields.id.start' = '1', 'fields.id.end' = '30000', 'rows-per-second' = '1000000');

SELECT n, MIN(key) AS first_key, MAX(key) AS last_key, COUNT(*) AS groups_of_n, SUM(total) AS total
FROM (SELECT MOD(id * 7919, 11000) AS key, COUNT(*) AS n, SUM(id) AS total FROM numbers GROUP BY MOD(id * 7919, 11000))
GROUP BY n;
-- expect-final:
-- | n | first_key | last_key | groups_of_n | total     |
-- | 2 | 0         | 10993    | 3000        | 90003000  |
-- | 3 | 3         | 10999    | 8000        | 360012000 |

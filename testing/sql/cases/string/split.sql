-- SPLIT_INDEX counts from 0; STR_TO_MAP takes pairs apart.
-- tags: string, function, map, null, boundary
CREATE TABLE t (
  id INT,
  s STRING
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"s":"a,b,,c"}
-- {"id":2,"s":""}
-- {"id":3,"s":"abc"}
-- {"id":4,"s":null}
-- {"id":5,"s":"k1=v1,k2=v2,k3"}

SELECT id, SPLIT_INDEX(s, ',', 0) AS first_part, SPLIT_INDEX(s, ',', 2) AS third_part, SPLIT_INDEX(s, ',', 9) AS ninth_part,
  SPLIT_INDEX(s, ',', -1) AS negative, STR_TO_MAP(s) AS as_map, STR_TO_MAP(s, ',', '=')['k2'] AS k2
FROM t;
-- expect: by column
-- | id         | 1                                       | 2    | 3            | 4    | 5                                 |
-- | first_part | a                                       | NULL | abc          | NULL | k1=v1                             |
-- | third_part | ''                                      | NULL | NULL         | NULL | k3                                |
-- | ninth_part | NULL                                    | NULL | NULL         | NULL | NULL                              |
-- | negative   | NULL                                    | NULL | NULL         | NULL | NULL                              |
-- | as_map     | {''=NULL, 'a'=NULL, 'b'=NULL, 'c'=NULL} | {}   | {'abc'=NULL} | NULL | {'k1'='v1', 'k2'='v2', 'k3'=NULL} |
-- | k2         | NULL                                    | NULL | NULL         | NULL | v2                                |

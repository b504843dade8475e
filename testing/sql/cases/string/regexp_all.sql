-- REGEXP_COUNT, REGEXP_INSTR, REGEXP_SUBSTR and REGEXP_EXTRACT_ALL; a pattern that does not compile gives NULL.
-- tags: string, function, regexp, null, boundary
CREATE TABLE t (
  id INT,
  s STRING,
  p STRING
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"s":"a1 b22 c333","p":"([a-z])(\\d+)"}
-- {"id":2,"s":"","p":"a*"}
-- {"id":3,"s":"żółć 🎉 x","p":"(x|🎉)"}
-- {"id":4,"s":"abc","p":"("}
-- {"id":5,"s":null,"p":"a"}
-- {"id":6,"s":"aaa","p":null}

SELECT id, REGEXP_COUNT(s, p) AS match_count, REGEXP_INSTR(s, p) AS place, REGEXP_SUBSTR(s, p) AS first_match,
  REGEXP_EXTRACT_ALL(s, p) AS groups_1, REGEXP_EXTRACT_ALL(s, p, 0) AS whole_texts, REGEXP_EXTRACT_ALL(s, p, 2) AS groups_2
FROM t;
-- expect: by column
-- | id          | 1                     | 2    | 3          | 4    | 5    | 6    |
-- | match_count | 3                     | 1    | 2          | NULL | NULL | NULL |
-- | place       | 1                     | 1    | 6          | NULL | NULL | NULL |
-- | first_match | a1                    | ''   | 🎉          | NULL | NULL | NULL |
-- | groups_1    | ['a', 'b', 'c']       | NULL | ['🎉', 'x'] | NULL | NULL | NULL |
-- | whole_texts | ['a1', 'b22', 'c333'] | [''] | ['🎉', 'x'] | NULL | NULL | NULL |
-- | groups_2    | ['1', '22', '333']    | NULL | NULL       | NULL | NULL | NULL |

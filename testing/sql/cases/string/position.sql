-- POSITION, LOCATE and INSTR count from 1 and give 0 where there is nothing; the empty text is found at 1.
-- tags: string, function, null, boundary
CREATE TABLE t (
  id INT,
  s STRING,
  p STRING
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"s":"banana","p":"an"}
-- {"id":2,"s":"banana","p":"x"}
-- {"id":3,"s":"banana","p":""}
-- {"id":4,"s":"","p":"a"}
-- {"id":5,"s":"é😀na","p":"na"}
-- {"id":6,"s":null,"p":"a"}
-- {"id":7,"s":"a","p":null}

SELECT id, POSITION(p IN s) AS position_p, LOCATE(p, s) AS locate_p, LOCATE(p, s, 3) AS locate_from_3, INSTR(s, p) AS instr_p,
  STARTSWITH(s, p) AS starts, ENDSWITH(s, p) AS ends
FROM t;
-- expect:
-- | id | position_p | locate_p | locate_from_3 | instr_p | starts | ends  |
-- | 1  | 2          | 2        | 4             | 2       | FALSE  | FALSE |
-- | 2  | 0          | 0        | 0             | 0       | FALSE  | FALSE |
-- | 3  | 1          | 1        | 1             | 1       | TRUE   | TRUE  |
-- | 4  | 0          | 0        | 0             | 0       | FALSE  | FALSE |
-- | 5  | 3          | 3        | 3             | 3       | FALSE  | TRUE  |
-- | 6  | NULL       | NULL     | NULL          | NULL    | NULL   | NULL  |
-- | 7  | NULL       | NULL     | NULL          | NULL    | NULL   | NULL  |

-- IS_ALPHA and IS_DIGIT; NULL and the empty text are neither.
-- tags: string, function, null, boundary
CREATE TABLE t (
  id INT,
  s STRING
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"s":"abc"}
-- {"id":2,"s":"123"}
-- {"id":3,"s":"1.5"}
-- {"id":4,"s":"a1"}
-- {"id":5,"s":""}
-- {"id":6,"s":null}
-- {"id":7,"s":"-7"}
-- {"id":8,"s":"é"}

SELECT id, IS_ALPHA(s) AS is_alpha_s, IS_DIGIT(s) AS is_digit_s FROM t;
-- expect:
-- | id | is_alpha_s | is_digit_s |
-- | 1  | TRUE       | FALSE      |
-- | 2  | FALSE      | TRUE       |
-- | 3  | FALSE      | FALSE      |
-- | 4  | FALSE      | FALSE      |
-- | 5  | FALSE      | FALSE      |
-- | 6  | FALSE      | FALSE      |
-- | 7  | FALSE      | FALSE      |
-- | 8  | TRUE       | FALSE      |

-- With fail-on-missing-field a missing field fails; null is not missing.
-- tags: json, wrong, option
CREATE TABLE good (
  id INT,
  n INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/good.json', 'format' = 'json', 'json.fail-on-missing-field' = 'true');

CREATE TABLE bad (
  id INT,
  n INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/bad.json', 'format' = 'json', 'json.fail-on-missing-field' = 'true');

-- file: good.json
-- {"id":1,"n":null}
-- {"n":2,"id":2}
-- file: bad.json
-- {"id":1}

SELECT * FROM good;
-- expect:
-- | id | n    |
-- | 1  | NULL |
-- | 2  | 2    |

SELECT * FROM bad;
-- expect-error: missing

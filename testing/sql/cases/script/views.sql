-- Views upon views, temporary ones too, and a query with WITH.
-- tags: cluster, script, view
CREATE TABLE t (
  id INT,
  amount INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"amount":10}
-- {"id":2,"amount":-5}
-- {"id":3,"amount":20}

CREATE VIEW positive AS SELECT * FROM t WHERE amount > 0;
CREATE TEMPORARY VIEW doubled (id, twice) AS SELECT id, amount * 2 FROM positive;

SELECT * FROM doubled;
-- expect:
-- | id | twice |
-- | 1  | 20    |
-- | 3  | 40    |

WITH big_ones AS (SELECT * FROM doubled WHERE twice > 20), named AS (SELECT id, 'large' AS label FROM big_ones)
SELECT * FROM named;
-- expect:
-- | id | label |
-- | 3  | large |

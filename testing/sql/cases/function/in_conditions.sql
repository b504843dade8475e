-- Functions in WHERE, CASE, join keys and aggregates; CASE calls them only for the rows that take its branch.
-- tags: function, udf, condition, row:207
CREATE TABLE t (
  id INT,
  n INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"n":10}
-- {"id":2,"n":0}
-- {"id":3,"n":-5}
-- {"id":4,"n":null}

-- file: Hundred.java
-- import org.apache.flink.table.functions.ScalarFunction;
-- public class Hundred extends ScalarFunction {
--   public Integer eval(Integer n) { return n == null ? null : 100 / n; }
-- }

CREATE FUNCTION hundred_by AS 'Hundred' USING JAR '${dir}/functions.jar';

SELECT id, CASE WHEN n <> 0 THEN hundred_by(n) ELSE -1 END AS q FROM t;
-- expect:
-- | id | q   |
-- | 1  | 10  |
-- | 2  | -1  |
-- | 3  | -20 |
-- | 4  | -1  |

SELECT id FROM t WHERE n <> 0 AND hundred_by(n) > 0;
-- expect:
-- | id |
-- | 1  |

SELECT SUM(hundred_by(n)) AS s FROM t WHERE n <> 0 GROUP BY n > 0;
-- expect-final:
-- | s   |
-- | -20 |
-- | 10  |

SELECT hundred_by(n) AS q FROM t;
-- expect-error: / by zero

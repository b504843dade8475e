-- A table function that throws fails the job; so does one that gives what it did not promise.
-- tags: lateral, udtf, error, row:208
CREATE TABLE t (
  n INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"n":1}
-- {"n":0}

-- file: Hundred.java
-- import org.apache.flink.table.functions.TableFunction;
-- public class Hundred extends TableFunction<Integer> {
--   public void eval(Integer n) { collect(100 / n); }
-- }

CREATE FUNCTION hundred AS 'Hundred' USING JAR '${dir}/functions.jar';

SELECT q FROM t, LATERAL TABLE(hundred(n)) AS h (q);
-- expect-error: / by zero

SELECT q FROM (SELECT n FROM t WHERE n > 0), LATERAL TABLE(hundred(n)) AS h (q);
-- expect:
-- | q   |
-- | 100 |

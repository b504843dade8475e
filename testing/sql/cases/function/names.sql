-- CREATE FUNCTION in every form, ADD JAR, and what is listed.
-- tags: function, udf, ddl, row:207
CREATE TABLE t (
  n INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"n":20}
-- {"n":null}

-- file: Half.java
-- import org.apache.flink.table.functions.ScalarFunction;
-- public class Half extends ScalarFunction {
--   private int calls;
--   public Integer eval(Integer n) { calls++; return n == null ? null : n / 2; }
-- }

ADD JAR '${dir}/functions.jar';
CREATE FUNCTION half AS 'Half';
CREATE FUNCTION IF NOT EXISTS half AS 'Half' LANGUAGE JAVA;
CREATE TEMPORARY FUNCTION half_too AS 'Half';
CREATE TEMPORARY SYSTEM FUNCTION half_three AS 'Half';
CREATE DATABASE other;
CREATE FUNCTION other.half_four AS 'Half';

SELECT half(n) AS a, half_too(n) AS b, half_three(n) AS c, other.half_four(n) AS d, half(half(n)) AS e FROM t;
-- expect:
-- | a    | b    | c    | d    | e    |
-- | 10   | 10   | 10   | 10   | 5    |
-- | NULL | NULL | NULL | NULL | NULL |

DROP FUNCTION half;
DROP TEMPORARY FUNCTION half_too;

SELECT half(n) AS a FROM t;
-- expect-error: half

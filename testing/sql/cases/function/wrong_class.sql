-- A class that is not there, that is no function, that has no eval, or not for these arguments: each is said.
-- tags: function, udf, error, row:207
CREATE TABLE t (
  a INT,
  s STRING
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"a":1,"s":"x"}

-- file: NoEval.java
-- import org.apache.flink.table.functions.ScalarFunction;
-- public class NoEval extends ScalarFunction {
--   public int evaluate(int a) { return a; }
-- }

-- file: OnlyText.java
-- import org.apache.flink.table.functions.ScalarFunction;
-- public class OnlyText extends ScalarFunction {
--   public String eval(String text) { return text; }
-- }

-- file: OnlyInt.java
-- import org.apache.flink.table.functions.ScalarFunction;
-- public class OnlyInt extends ScalarFunction {
--   public int eval(int number) { return number; }
-- }

-- file: Plain.java
-- public class Plain {}

CREATE TEMPORARY FUNCTION f1 AS 'no.such.Thing' USING JAR '${dir}/functions.jar';
-- expect-error: no.such.Thing

CREATE TEMPORARY FUNCTION f2 AS 'NoEval' USING JAR '${dir}/functions.jar';
-- expect-error: does not implement a method named 'eval'

CREATE TEMPORARY FUNCTION f3 AS 'OnlyText' USING JAR '${dir}/missing.jar';
-- expect-error: missing.jar

CREATE FUNCTION plain AS 'Plain' USING JAR '${dir}/functions.jar';
SELECT plain(a) FROM t;
-- expect-error: does not extend

CREATE TEMPORARY FUNCTION only_text AS 'OnlyText' USING JAR '${dir}/functions.jar';
CREATE TEMPORARY FUNCTION only_int AS 'OnlyInt' USING JAR '${dir}/functions.jar';

SELECT only_text(a, s) FROM t;
-- expect-error: only_text

SELECT only_int(a) FROM t;
-- expect-error: NOT NULL

ADD JAR '${dir}/missing.jar';
-- expect-error: missing.jar

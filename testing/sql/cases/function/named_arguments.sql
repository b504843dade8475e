-- Arguments by name, and arguments that are left out: those are NULL.
-- tags: function, udf, named-arguments, row:207
CREATE TABLE t (
  a STRING,
  b INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"a":"x","b":1}
-- {"a":null,"b":null}

-- file: Join.java
-- import org.apache.flink.table.annotation.ArgumentHint;
-- import org.apache.flink.table.annotation.DataTypeHint;
-- import org.apache.flink.table.functions.ScalarFunction;
-- public class Join extends ScalarFunction {
--   public String eval(
--       @ArgumentHint(name = "text", type = @DataTypeHint("STRING")) String text,
--       @ArgumentHint(name = "number", isOptional = true, type = @DataTypeHint("INT")) Integer number) {
--     return text + "/" + number;
--   }
-- }

CREATE FUNCTION join_them AS 'Join' USING JAR '${dir}/functions.jar';

SELECT join_them(number => b, text => a) AS x, join_them(text => a) AS y, join_them(a, b) AS z FROM t;
-- expect:
-- | x         | y         | z         |
-- | null/null | null/null | null/null |
-- | x/1       | x/null    | x/1       |

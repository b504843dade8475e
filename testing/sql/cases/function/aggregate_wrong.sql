-- What is wrong with an aggregate function of the user's is said: a method that is missing, and a failure of its own.
-- tags: function, udf, udaf, wrong, row:207
CREATE TABLE numbers (
  g STRING,
  n INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/numbers.json', 'format' = 'json');

-- file: numbers.json
-- {"g":"a","n":1}
-- {"g":"a","n":-2}

-- file: NoAccumulate.java
-- import org.apache.flink.table.functions.AggregateFunction;
-- public class NoAccumulate extends AggregateFunction<Integer, int[]> {
--   public int[] createAccumulator() { return new int[1]; }
--   public Integer getValue(int[] sum) { return sum[0]; }
--   public void accumulate(int[] sum, String text) { sum[0]++; }
-- }

-- file: OnlyPositive.java
-- import org.apache.flink.table.functions.AggregateFunction;
-- public class OnlyPositive extends AggregateFunction<Integer, OnlyPositive.Sum> {
--   public static class Sum { public int sum; }
--   public Sum createAccumulator() { return new Sum(); }
--   public Integer getValue(Sum sum) { return sum.sum; }
--   public void accumulate(Sum sum, Integer n) {
--     if (n < 0) throw new IllegalArgumentException("no negative numbers: " + n);
--     sum.sum += n;
--   }
-- }

CREATE FUNCTION no_accumulate AS 'NoAccumulate' LANGUAGE JAVA USING JAR '${dir}/functions.jar';

SELECT g, no_accumulate(n) AS n FROM numbers GROUP BY g;
-- expect-error: Invalid argument type at position 0. Data type STRING expected but INT passed.

CREATE FUNCTION only_positive AS 'OnlyPositive' LANGUAGE JAVA USING JAR '${dir}/functions.jar';

SELECT g, only_positive(n) AS n FROM numbers GROUP BY g;
-- expect-error: no negative numbers: -2

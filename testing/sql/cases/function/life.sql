-- A function is opened before its first row, on every engine and instance; it may have fields, read job parameters, and
-- see its class loader.
-- tags: function, udf, open, row:207
SET 'pipeline.global-job-parameters' = 'greeting:Hello,other:x';

CREATE TABLE t (
  name STRING
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"name":"Ada"}
-- {"name":"Bob"}

-- file: Greet.java
-- import org.apache.flink.table.functions.FunctionContext;
-- import org.apache.flink.table.functions.ScalarFunction;
-- public class Greet extends ScalarFunction {
--   private String greeting;
--   private int instances;
--   @Override
--   public void open(FunctionContext context) throws Exception {
--     greeting = context.getJobParameter("greeting", "?") + context.getJobParameter("missing", "!");
--     context.getUserCodeClassLoader().loadClass("Greet");
--     context.getMetricGroup().counter("calls").inc();
--     instances = context.getTaskInfo().getIndexOfThisSubtask();
--   }
--   public String eval(String name) { return greeting + " " + name + (instances < 0 ? "?" : ""); }
--   @Override
--   public boolean isDeterministic() { return false; }
-- }

CREATE FUNCTION greet AS 'Greet' USING JAR '${dir}/functions.jar';

SELECT greet(name) AS g FROM t;
-- expect:
-- | g          |
-- | Hello! Ada |
-- | Hello! Bob |

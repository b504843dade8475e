-- A NULL beside an asynchronous call stays NULL. Flink makes an empty text of it, and -1 of a NULL number.
-- tags: function, udf, async, row:208, flink-defect
-- flink-differs: it copies fields beside an asynchronous call without their NULLs
CREATE TABLE t (
  id INT,
  n INT,
  name STRING
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"n":1,"name":"a"}
-- {"id":2,"n":null,"name":null}

-- file: Twice.java
-- import java.util.concurrent.CompletableFuture;
-- import org.apache.flink.table.functions.AsyncScalarFunction;
-- public class Twice extends AsyncScalarFunction {
--   public void eval(CompletableFuture<Integer> future, Integer a) { future.complete(a * 2); }
-- }

CREATE FUNCTION twice AS 'Twice' USING JAR '${dir}/functions.jar';

SELECT id, twice(id) AS t, twice(n) AS m, n, name FROM t;
-- expect:
-- | id | t | m    | n    | name |
-- | 1  | 2 | 2    | 1    | a    |
-- | 2  | 4 | NULL | NULL | NULL |

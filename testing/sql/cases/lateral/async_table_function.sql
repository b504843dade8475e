-- An asynchronous table function: rows keep their order, however long each answer takes. NULL is asked about as well.
-- tags: lateral, udtf, async, row:208
SET 'table.exec.async-table.max-concurrent-operations' = '2';
SET 'table.exec.async-table.retry-delay' = '1 ms';

CREATE TABLE t (
  id INT,
  name STRING
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"name":"abc"}
-- {"id":2,"name":null}
-- {"id":3,"name":""}
-- {"id":4,"name":"d"}

-- file: Letters.java
-- import java.util.ArrayList;
-- import java.util.Collection;
-- import java.util.List;
-- import java.util.concurrent.CompletableFuture;
-- import java.util.concurrent.TimeUnit;
-- import org.apache.flink.table.annotation.DataTypeHint;
-- import org.apache.flink.table.annotation.FunctionHint;
-- import org.apache.flink.table.functions.AsyncTableFunction;
-- import org.apache.flink.types.Row;
-- @FunctionHint(output = @DataTypeHint("ROW<letter STRING, place INT>"))
-- public class Letters extends AsyncTableFunction<Row> {
--   public void eval(CompletableFuture<Collection<Row>> future, String text) {
--     List<Row> rows = new ArrayList<>();
--     if (text == null) {
--       rows.add(Row.of(null, 0));
--     } else {
--       for (int i = 0; i < text.length(); i++) { rows.add(Row.of(text.substring(i, i + 1), i)); }
--     }
--     CompletableFuture.delayedExecutor(rows.size() * 5, TimeUnit.MILLISECONDS).execute(() -> future.complete(rows));
--   }
-- }

CREATE FUNCTION letters AS 'Letters' USING JAR '${dir}/functions.jar';

SELECT id, letter, place FROM t, LATERAL TABLE(letters(name));
-- expect-ordered:
-- | id | letter | place |
-- | 1  | a      | 0     |
-- | 1  | b      | 1     |
-- | 1  | c      | 2     |
-- | 2  | NULL   | 0     |
-- | 4  | d      | 0     |

-- Asynchronous functions answer on threads of their own, out of order; rows keep theirs. A NULL argument gives NULL
-- without a call; a call that fails is made again.
-- tags: function, udf, async, row:208
SET 'table.exec.async-scalar.max-concurrent-operations' = '3';
SET 'table.exec.async-scalar.retry-delay' = '1 ms';

CREATE TABLE t (
  id INT,
  name STRING
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"name":"a"}
-- {"id":2,"name":null}
-- {"id":3,"name":"c"}
-- {"id":4,"name":"d"}
-- {"id":5,"name":"e"}
-- {"id":6,"name":"f"}

-- file: Ask.java
-- import java.util.concurrent.CompletableFuture;
-- import java.util.concurrent.TimeUnit;
-- import java.util.Set;
-- import java.util.concurrent.ConcurrentHashMap;
-- import org.apache.flink.table.functions.AsyncScalarFunction;
-- public class Ask extends AsyncScalarFunction {
--   private static final Set<String> ASKED = ConcurrentHashMap.newKeySet();
--   public void eval(CompletableFuture<String> future, String name) {
--     if (ASKED.add(name)) { future.completeExceptionally(new RuntimeException("busy")); return; }
--     CompletableFuture.delayedExecutor(name.hashCode() % 3, TimeUnit.MILLISECONDS)
--         .execute(() -> future.complete("<" + name + ">"));
--   }
--   public void eval(CompletableFuture<Integer> future, Integer a, Integer b) {
--     future.complete(a == null || b == null ? -1 : a + b);
--   }
-- }

CREATE FUNCTION ask AS 'Ask' USING JAR '${dir}/functions.jar';

SELECT id, ask(name) AS s FROM t;
-- expect-ordered:
-- | id | s    |
-- | 1  | <a>  |
-- | 2  | NULL |
-- | 3  | <c>  |
-- | 4  | <d>  |
-- | 5  | <e>  |
-- | 6  | <f>  |

SELECT id, ask(id, id) AS s FROM t;
-- expect-ordered:
-- | id | s  |
-- | 1  | 2  |
-- | 2  | 4  |
-- | 3  | 6  |
-- | 4  | 8  |
-- | 5  | 10 |
-- | 6  | 12 |

SELECT id, ask(id, CASE WHEN id > 3 THEN id END) AS s FROM t WHERE ask(id, 1) > 2;
-- expect:
-- | id | s    |
-- | 2  | NULL |
-- | 3  | NULL |
-- | 4  | 8    |
-- | 5  | 10   |
-- | 6  | 12   |

SELECT ask(ask(id, 1), ask(id, 2)) AS s FROM t;
-- expect:
-- | s  |
-- | 5  |
-- | 7  |
-- | 9  |
-- | 11 |
-- | 13 |
-- | 15 |

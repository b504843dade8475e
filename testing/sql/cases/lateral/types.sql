-- What a table function gives: a value, a row, a class of the user's, nested values; and what it takes.
-- tags: lateral, udtf, types, row:208
CREATE TABLE t (
  id INT,
  price DECIMAL(10, 2),
  at_ts TIMESTAMP(3),
  tags ARRAY<STRING>,
  props MAP<STRING, INT>
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"price":12.50,"at_ts":"2026-01-01 10:00:00.123","tags":["a","b"],"props":{"x":1}}
-- {"id":2,"price":null,"at_ts":null,"tags":null,"props":null}

-- file: Bundle.java
-- import java.math.BigDecimal;
-- import java.time.LocalDateTime;
-- import java.util.List;
-- import java.util.Map;
-- import org.apache.flink.table.annotation.DataTypeHint;
-- import org.apache.flink.table.functions.TableFunction;
-- public class Bundle extends TableFunction<Bundle.Item> {
--   public static class Item {
--     public Integer id;
--     public @DataTypeHint("DECIMAL(12, 3)") BigDecimal price;
--     public @DataTypeHint("TIMESTAMP(3)") LocalDateTime at;
--     public List<String> tags;
--     public Map<String, Integer> props;
--   }
--   public void eval(Integer id, @DataTypeHint("DECIMAL(10, 2)") BigDecimal price,
--       @DataTypeHint("TIMESTAMP(3)") LocalDateTime at, @DataTypeHint("ARRAY<STRING>") List<String> tags,
--       Map<String, Integer> props) {
--     Item item = new Item();
--     item.id = id;
--     item.price = price == null ? null : price.multiply(new BigDecimal("1.01"));
--     item.at = at == null ? null : at.plusDays(1);
--     item.tags = tags;
--     item.props = props;
--     collect(item);
--     collect(null);
--     collect(new Item());
--   }
-- }

CREATE FUNCTION bundle AS 'Bundle' USING JAR '${dir}/functions.jar';

SELECT t.id, b.* FROM t, LATERAL TABLE(bundle(id, price, at_ts, tags, props)) AS b (i, p, a, g, m);
-- expect:
-- | id | i                       | p    | a      | g       | m          |
-- | 1  | 2026-01-02 10:00:00.123 | 1    | 12.625 | {'x'=1} | ['a', 'b'] |
-- | 1  | NULL                    | NULL | NULL   | NULL    | NULL       |
-- | 2  | NULL                    | 2    | NULL   | NULL    | NULL       |
-- | 2  | NULL                    | NULL | NULL   | NULL    | NULL       |

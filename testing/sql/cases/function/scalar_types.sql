-- A function takes and gives values of every type, NULL too, in the classes that it asks for.
-- tags: cluster, function, udf, types, row:207
CREATE TABLE t (
  b BOOLEAN, ti TINYINT, si SMALLINT, i INT, bi BIGINT, f FLOAT, d DOUBLE, de DECIMAL(10, 2), big DECIMAL(30, 5),
  s STRING, dt DATE, tm TIME, ts TIMESTAMP(3), ts9 TIMESTAMP(9), ltz TIMESTAMP_LTZ(3), a ARRAY<INT>,
  m MAP<STRING, DOUBLE>, r ROW<x INT, y STRING>
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"b":true,"ti":-1,"si":300,"i":5,"bi":7000000000,"f":1.5,"d":-2.25,"de":12.34,"big":123456789012345678901234.56789,"s":"Zoë","dt":"2024-02-29","tm":"12:34:56","ts":"2026-01-01 10:00:00.123","ts9":"2026-01-01 10:00:00.123456789","ltz":"2026-01-01 10:00:00.123Z","a":[1,null],"m":{"k":0.5},"r":{"x":1,"y":"z"}}
-- {"b":null,"ti":null,"si":null,"i":null,"bi":null,"f":null,"d":null,"de":null,"big":null,"s":null,"dt":null,"tm":null,"ts":null,"ts9":null,"ltz":null,"a":null,"m":null,"r":null}

-- file: SameNumber.java
-- import org.apache.flink.table.functions.ScalarFunction;
-- public class SameNumber extends ScalarFunction {
--   public Byte eval(Byte x) { return x; }
--   public Short eval(Short x) { return x; }
--   public Long eval(Long x) { return x; }
--   public Float eval(Float x) { return x; }
--   public Double eval(Double x) { return x; }
-- }

-- file: Same.java
-- import org.apache.flink.table.functions.ScalarFunction;
-- public class Same extends ScalarFunction {
--   public Boolean eval(Boolean x) { return x == null ? null : !x; }
--   public Integer eval(Integer x) { return x; }
--   public String eval(String x) { return x; }
-- }

-- file: SameTime.java
-- import java.time.Instant;
-- import java.time.LocalDate;
-- import java.time.LocalDateTime;
-- import java.time.LocalTime;
-- import org.apache.flink.table.annotation.DataTypeHint;
-- import org.apache.flink.table.functions.ScalarFunction;
-- public class SameTime extends ScalarFunction {
--   public LocalDate eval(LocalDate x) { return x == null ? null : x.plusDays(1); }
--   public @DataTypeHint("TIME(0)") LocalTime eval(@DataTypeHint("TIME(0)") LocalTime x) { return x; }
--   public @DataTypeHint("TIMESTAMP(9)") LocalDateTime eval(@DataTypeHint("TIMESTAMP(9)") LocalDateTime x) {
--     return x;
--   }
--   public @DataTypeHint("TIMESTAMP_LTZ(3)") Instant eval(@DataTypeHint("TIMESTAMP_LTZ(3)") Instant x) { return x; }
-- }

-- file: SameNested.java
-- import java.util.Map;
-- import org.apache.flink.table.annotation.DataTypeHint;
-- import org.apache.flink.table.functions.ScalarFunction;
-- import org.apache.flink.types.Row;
-- public class SameNested extends ScalarFunction {
--   public @DataTypeHint("ARRAY<INT>") Integer[] eval(@DataTypeHint("ARRAY<INT>") Integer[] x) { return x; }
--   public Map<String, Double> eval(Map<String, Double> x) { return x; }
--   public @DataTypeHint("ROW<x INT, y STRING>") Row eval(@DataTypeHint("ROW<x INT, y STRING>") Row x) { return x; }
-- }

-- file: SameDecimal.java
-- import java.math.BigDecimal;
-- import org.apache.flink.table.annotation.DataTypeHint;
-- import org.apache.flink.table.functions.ScalarFunction;
-- public class SameDecimal extends ScalarFunction {
--   public @DataTypeHint("DECIMAL(38, 6)") BigDecimal eval(@DataTypeHint("DECIMAL(38, 6)") BigDecimal x) {
--     return x == null ? null : x.negate();
--   }
-- }

-- file: SameInternal.java
-- import org.apache.flink.table.annotation.DataTypeHint;
-- import org.apache.flink.table.data.RowData;
-- import org.apache.flink.table.data.StringData;
-- import org.apache.flink.table.data.TimestampData;
-- import org.apache.flink.table.functions.ScalarFunction;
-- public class SameInternal extends ScalarFunction {
--   public @DataTypeHint(value = "STRING", bridgedTo = StringData.class) StringData eval(
--       @DataTypeHint(value = "STRING", bridgedTo = StringData.class) StringData x) { return x; }
--   public @DataTypeHint(value = "TIMESTAMP(9)", bridgedTo = TimestampData.class) TimestampData eval(
--       @DataTypeHint(value = "TIMESTAMP(9)", bridgedTo = TimestampData.class) TimestampData x) { return x; }
--   public @DataTypeHint(value = "ROW<x INT, y STRING>", bridgedTo = RowData.class) RowData eval(
--       @DataTypeHint(value = "ROW<x INT, y STRING>", bridgedTo = RowData.class) RowData x) { return x; }
--   public byte[] eval(byte[] x) { return x; }
-- }

CREATE FUNCTION same AS 'Same' USING JAR '${dir}/functions.jar';
CREATE FUNCTION same_number AS 'SameNumber' USING JAR '${dir}/functions.jar';
CREATE FUNCTION same_time AS 'SameTime' USING JAR '${dir}/functions.jar';
CREATE FUNCTION same_nested AS 'SameNested' USING JAR '${dir}/functions.jar';
CREATE FUNCTION same_decimal AS 'SameDecimal' USING JAR '${dir}/functions.jar';
CREATE FUNCTION same_internal AS 'SameInternal' USING JAR '${dir}/functions.jar';

SELECT same(b) AS b, same_number(ti) AS ti, same_number(si) AS si, same(i) AS i, same_number(bi) AS bi, same_number(f) AS f,
  same_number(d) AS d,  same_decimal(de) AS de, same_decimal(big) AS big, same(s) AS s, same_time(dt) AS dt, same_time(tm) AS tm,
  same_time(ts) AS ts,  same_time(ts9) AS ts9, same_time(ltz) AS ltz, same_nested(a) AS a, same_nested(m) AS m, same_nested(r) AS r,
  same_nested(r).y AS y,  same_internal(s) AS s2, same_internal(ts9) AS t2, same_internal(r) AS r2, same_internal(ENCODE(s, 'UTF-8')) AS by2
FROM t;
-- expect: by column
-- | b   | FALSE                            | NULL |
-- | ti  | -1                               | NULL |
-- | si  | 300                              | NULL |
-- | i   | 5                                | NULL |
-- | bi  | 7000000000                       | NULL |
-- | f   | 1.5                              | NULL |
-- | d   | -2.25                            | NULL |
-- | de  | -12.340000                       | NULL |
-- | big | -123456789012345678901234.567890 | NULL |
-- | s   | Zoë                              | NULL |
-- | dt  | 2024-03-01                       | NULL |
-- | tm  | 12:34:56                         | NULL |
-- | ts  | 2026-01-01 10:00:00.123Z         | NULL |
-- | ts9 | 2026-01-01 10:00:00.123456789    | NULL |
-- | ltz | 2026-01-01 10:00:00.123Z         | NULL |
-- | a   | [1, NULL]                        | NULL |
-- | m   | {'k'=0.5}                        | NULL |
-- | r   | (1, 'z')                         | NULL |
-- | y   | z                                | NULL |
-- | s2  | Zoë                              | NULL |
-- | t2  | 2026-01-01 10:00:00.123456789    | NULL |
-- | r2  | (1, 'z')                         | NULL |
-- | by2 | x'5a6fc3ab'                      | NULL |

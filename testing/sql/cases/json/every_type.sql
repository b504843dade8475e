-- Every type from JSON, and NULL for each: by null and by a missing field.
-- tags: cluster, json, types, null, boundary
CREATE TABLE t (
  id INT,
  b BOOLEAN, ti TINYINT, si SMALLINT, bi BIGINT, f FLOAT, d DOUBLE, dc DECIMAL(38, 18), s STRING, c CHAR(3), v VARCHAR(3),
  bin BYTES, dt DATE, tm TIME(0), t0 TIMESTAMP(0), t3 TIMESTAMP(3), t9 TIMESTAMP(9), ltz TIMESTAMP_LTZ(3)
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"b":true,"ti":-128,"si":-32768,"bi":-9223372036854775808,"f":-1.5,"d":1.7976931348623157E308,"dc":12345678901234567890.123456789012345678,"s":"é😀","c":"abc","v":"abc","bin":"AAH/","dt":"0001-01-01","tm":"00:00:00","t0":"2026-01-01 10:00:00","t3":"1969-12-31 23:59:59.999","t9":"2026-01-01 10:00:00.123456789","ltz":"2026-01-01 10:00:00.123Z"}
-- {"id":2,"b":null,"ti":null,"si":null,"bi":null,"f":null,"d":null,"dc":null,"s":null,"c":null,"v":null,"bin":null,"dt":null,"tm":null,"t0":null,"t3":null,"t9":null,"ltz":null}
-- {"id":3}

SELECT * FROM t;
-- expect: by column
-- | id  | 1                                       | 2    | 3    |
-- | b   | TRUE                                    | NULL | NULL |
-- | ti  | -128                                    | NULL | NULL |
-- | si  | -32768                                  | NULL | NULL |
-- | bi  | -9223372036854775808                    | NULL | NULL |
-- | f   | -1.5                                    | NULL | NULL |
-- | d   | 1.7976931348623157E308                  | NULL | NULL |
-- | dc  | 12345678901234567890.123456789012345678 | NULL | NULL |
-- | s   | é😀                                      | NULL | NULL |
-- | c   | abc                                     | NULL | NULL |
-- | v   | abc                                     | NULL | NULL |
-- | bin | x'0001ff'                               | NULL | NULL |
-- | dt  | 0001-01-01                              | NULL | NULL |
-- | tm  | 00:00:00                                | NULL | NULL |
-- | t0  | 2026-01-01 10:00:00                     | NULL | NULL |
-- | t3  | 1969-12-31 23:59:59.999                 | NULL | NULL |
-- | t9  | 2026-01-01 10:00:00.123456789           | NULL | NULL |
-- | ltz | 2026-01-01 10:00:00.123Z                | NULL | NULL |

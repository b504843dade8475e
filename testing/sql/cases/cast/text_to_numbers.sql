-- Text to numbers: white space around is allowed, and text that is no number of the type fails; TRY_CAST gives NULL.
-- tags: cast, try-cast, string, integer, decimal, boundary
CREATE TABLE t (
  id INT,
  s STRING
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"s":"42"}
-- {"id":2,"s":" -7 "}
-- {"id":3,"s":"1.5"}
-- {"id":4,"s":"1e2"}
-- {"id":5,"s":""}
-- {"id":6,"s":"abc"}
-- {"id":7,"s":"128"}
-- {"id":8,"s":"99999999999999999999"}
-- {"id":9,"s":null}
-- {"id":10,"s":"+5"}
-- {"id":11,"s":"-0"}
-- {"id":12,"s":"1.999"}
-- {"id":13,"s":"NaN"}
-- {"id":14,"s":"0x10"}
-- {"id":15,"s":"-129"}

SELECT id, s, TRY_CAST(s AS TINYINT) AS ti, TRY_CAST(s AS INT) AS i, TRY_CAST(s AS BIGINT) AS bi,
  TRY_CAST(s AS DOUBLE) AS d, TRY_CAST(s AS FLOAT) AS f, TRY_CAST(s AS DECIMAL(5, 1)) AS dc
FROM t;
-- expect:
-- | id | s                    | ti   | i    | bi   | d      | f      | dc     |
-- | 1  | 42                   | 42   | 42   | 42   | 42.0   | 42.0   | 42.0   |
-- | 2  | ' -7 '               | -7   | -7   | -7   | -7.0   | -7.0   | -7.0   |
-- | 3  | 1.5                  | 1    | 1    | 1    | 1.5    | 1.5    | 1.5    |
-- | 4  | 1e2                  | NULL | NULL | NULL | 100.0  | 100.0  | 100.0  |
-- | 5  | ''                   | NULL | NULL | NULL | NULL   | NULL   | NULL   |
-- | 6  | abc                  | NULL | NULL | NULL | NULL   | NULL   | NULL   |
-- | 7  | 128                  | NULL | 128  | 128  | 128.0  | 128.0  | 128.0  |
-- | 8  | 99999999999999999999 | NULL | NULL | NULL | 1.0E20 | 1.0E20 | NULL   |
-- | 9  | NULL                 | NULL | NULL | NULL | NULL   | NULL   | NULL   |
-- | 10 | +5                   | 5    | 5    | 5    | 5.0    | 5.0    | 5.0    |
-- | 11 | -0                   | 0    | 0    | 0    | -0.0   | -0.0   | 0.0    |
-- | 12 | 1.999                | 1    | 1    | 1    | 1.999  | 1.999  | 2.0    |
-- | 13 | NaN                  | NULL | NULL | NULL | NaN    | NaN    | NULL   |
-- | 14 | 0x10                 | NULL | NULL | NULL | NULL   | NULL   | NULL   |
-- | 15 | -129                 | NULL | -129 | -129 | -129.0 | -129.0 | -129.0 |

SELECT CAST(s AS INT) AS i FROM t WHERE id <= 2;
-- expect:
-- | i  |
-- | -7 |
-- | 42 |

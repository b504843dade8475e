-- Format raw: a number is its bytes, highest first unless the option says otherwise. The lines below are 'abcd' and 'wxyz'.
-- tags: format, raw, file
CREATE TABLE big (
  n INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/numbers', 'format' = 'raw');

CREATE TABLE small (
  n INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/numbers', 'format' = 'raw', 'raw.endianness' = 'little-endian');

-- file: numbers
-- abcd
-- wxyz

SELECT n FROM big;
-- expect:
-- | n          |
-- | 1633837924 |
-- | 2004384122 |

SELECT n FROM small;
-- expect:
-- | n          |
-- | 1684234849 |
-- | 2054781047 |

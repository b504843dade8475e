-- Format raw: a line is the value of the only column, an empty one too; a carriage return at its end is not part of it.
-- tags: format, raw, file
CREATE TABLE lines (
  line STRING
) WITH ('connector' = 'filesystem', 'path' = '${dir}/lines.txt', 'format' = 'raw');

-- file: lines.txt
-- first, with "quotes" and ünicode
--
--  {"no": "json"}

SELECT line, CHAR_LENGTH(line) AS length FROM lines;
-- expect:
-- | line                             | length |
-- | ' {"no": "json"}'                | 15     |
-- | ''                               | 0      |
-- | first, with "quotes" and ünicode | 32     |

SELECT COUNT(*) AS lines FROM lines;
-- expect-final:
-- | lines |
-- | 3     |

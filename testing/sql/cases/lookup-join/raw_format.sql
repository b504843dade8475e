-- Lines looked up as they are. The format gives the same row object for each of them.
-- tags: lookup, join, raw
CREATE TABLE texts (
  id INT,
  word STRING,
  proc_time AS PROCTIME()
) WITH ('connector' = 'inline', 'rows' = '
{"id":1,"word":"shop"}
{"id":2,"word":"ship"}
{"id":3,"word":"home"}
');

CREATE TABLE words (
  word STRING
) WITH ('connector' = 'inline', 'format' = 'raw', 'rows' = '
home
shop
cart
');

SELECT t.id, w.word
FROM texts AS t
LEFT JOIN words FOR SYSTEM_TIME AS OF t.proc_time AS w ON t.word = w.word;
-- expect:
-- | id | word |
-- | 1  | shop |
-- | 2  | NULL |
-- | 3  | home |

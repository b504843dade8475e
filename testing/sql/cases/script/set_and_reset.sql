-- SET changes what follows, RESET takes it back.
-- tags: script, set, timestamp-ltz
CREATE TABLE t (
  instant TIMESTAMP_LTZ(3)
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"instant":"2026-07-01 12:00:00.000Z"}

SET 'table.local-time-zone' = 'America/New_York';

SELECT CAST(instant AS STRING) AS local_text FROM t;
-- expect:
-- | local_text              |
-- | 2026-07-01 08:00:00.000 |

SET 'table.local-time-zone' = 'UTC';

SELECT CAST(instant AS STRING) AS local_text FROM t;
-- expect:
-- | local_text              |
-- | 2026-07-01 12:00:00.000 |

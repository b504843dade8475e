-- Timestamps as INT64 of a unit: what is smaller is cut off. Without parquet.utc-timezone they go by the local clock.
-- tags: parquet, time, option
CREATE TABLE t (
  id INT,
  ts TIMESTAMP(6),
  ltz TIMESTAMP_LTZ(3)
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"ts":"2026-01-01 10:00:00.123456","ltz":"2026-01-01 10:00:00.123Z"}
-- {"id":2,"ts":null,"ltz":null}

CREATE TABLE millis (id INT, ts TIMESTAMP(6), ltz TIMESTAMP_LTZ(3)) WITH (
  'connector' = 'filesystem', 'path' = '${dir}/millis', 'format' = 'parquet',
  'parquet.write.int64.timestamp' = 'true', 'parquet.timestamp.time.unit' = 'millis', 'parquet.utc-timezone' = 'true');

CREATE TABLE micros (id INT, ts TIMESTAMP(6), ltz TIMESTAMP_LTZ(3)) WITH (
  'connector' = 'filesystem', 'path' = '${dir}/micros', 'format' = 'parquet',
  'parquet.write.int64.timestamp' = 'true');

CREATE TABLE moved (id INT, ts TIMESTAMP(6), ltz TIMESTAMP_LTZ(3)) WITH (
  'connector' = 'filesystem', 'path' = '${dir}/micros', 'format' = 'parquet', 'parquet.utc-timezone' = 'true');

INSERT INTO millis SELECT * FROM t;

SELECT id, ts, ltz FROM millis;
-- expect:
-- | id | ts                         | ltz                      |
-- | 1  | 2026-01-01 10:00:00.123000 | 2026-01-01 10:00:00.123Z |
-- | 2  | NULL                       | NULL                     |

INSERT INTO micros SELECT * FROM t;

SELECT id, ts, ltz FROM micros;
-- expect:
-- | id | ts                         | ltz                      |
-- | 1  | 2026-01-01 10:00:00.123456 | 2026-01-01 10:00:00.123Z |
-- | 2  | NULL                       | NULL                     |

SELECT id, ts, ltz FROM moved;
-- expect:
-- | id | ts                         | ltz                      |
-- | 1  | 2026-01-01 04:15:00.123456 | 2026-01-01 04:15:00.123Z |
-- | 2  | NULL                       | NULL                     |

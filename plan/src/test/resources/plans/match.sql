CREATE TABLE clicks (
  user_id BIGINT,
  page STRING,
  load_time_ms INT,
  price DECIMAL(10, 2),
  ts TIMESTAMP(3),
  p AS PROCTIME(),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '/data/clicks.ndjson', 'format' = 'json');
CREATE TABLE result_table (u BIGINT, a TIMESTAMP(3), b TIMESTAMP(3)) WITH ('connector' = 'print');
INSERT INTO result_table SELECT * FROM clicks MATCH_RECOGNIZE (
  PARTITION BY user_id ORDER BY ts
  MEASURES FIRST(a.ts) AS s, LAST(b.ts) AS e
  ONE ROW PER MATCH AFTER MATCH SKIP PAST LAST ROW
  PATTERN (a+ b) WITHIN INTERVAL '1' HOUR
  DEFINE a AS a.page = 'cart', b AS b.page = 'buy');

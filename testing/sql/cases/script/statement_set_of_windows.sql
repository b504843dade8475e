-- A statement set reads its source once and writes two tables, one of them by windows.
-- tags: script, statement-set, sink, print, window
CREATE TABLE t (
  id INT,
  kind STRING,
  amount INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

CREATE TABLE buys (
  id INT,
  amount INT
) WITH ('connector' = 'print', 'print-identifier' = 'buys');

CREATE TABLE totals (
  kind STRING,
  total INT
) WITH ('connector' = 'print', 'print-identifier' = 'totals');

-- file: t.json
-- {"id":1,"kind":"buy","amount":5,"ts":"2026-01-01 10:00:00.000"}
-- {"id":2,"kind":"view","amount":null,"ts":"2026-01-01 10:00:01.000"}
-- {"id":3,"kind":"buy","amount":7,"ts":"2026-01-01 10:00:02.000"}

EXECUTE STATEMENT SET BEGIN
  INSERT INTO buys SELECT id, amount FROM t WHERE kind = 'buy';
  INSERT INTO totals SELECT kind, SUM(amount)
    FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
    GROUP BY window_start, window_end, kind;
END;
-- expect-print:
-- buys> [1, 5]
-- buys> [3, 7]
-- totals> [buy, 12]
-- totals> [view, null]

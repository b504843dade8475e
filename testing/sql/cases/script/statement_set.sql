-- A statement set reads its source once and writes two tables.
-- tags: script, statement-set, sink, print
CREATE TABLE t (
  id INT,
  kind STRING,
  amount INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

CREATE TABLE buys (
  id INT,
  amount INT
) WITH ('connector' = 'print', 'print-identifier' = 'buys');

CREATE TABLE totals (
  kind STRING,
  total INT,
  PRIMARY KEY (kind) NOT ENFORCED
) WITH ('connector' = 'print', 'print-identifier' = 'totals');

-- file: t.json
-- {"id":1,"kind":"buy","amount":5}
-- {"id":2,"kind":"view","amount":null}
-- {"id":3,"kind":"buy","amount":7}

EXECUTE STATEMENT SET BEGIN
  INSERT INTO buys SELECT id, amount FROM t WHERE kind = 'buy';
  INSERT INTO totals SELECT kind, SUM(amount) FROM t GROUP BY kind;
END;
-- expect-print:
-- buys> [1, 5]
-- buys> [3, 7]
-- totals> [buy, 12]
-- totals> [view, null]

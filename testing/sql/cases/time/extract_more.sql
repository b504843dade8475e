-- EXTRACT of rarer units: EPOCH, MILLISECOND, CENTURY, DECADE, MILLENNIUM, DOW, ISODOW, ISOYEAR.
-- tags: time, function, boundary, more-functions
CREATE TABLE t (
  id INT,
  dt DATE,
  t3 TIMESTAMP(3)
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"dt":"2026-01-01","t3":"2026-01-01 13:14:15.678"}
-- {"id":2,"dt":"2000-12-31","t3":"2000-12-31 23:59:59.999"}

SELECT id, EXTRACT(EPOCH FROM t3) AS epoch_s, EXTRACT(MILLISECOND FROM t3) AS ms, EXTRACT(CENTURY FROM dt) AS century_dt,
  EXTRACT(DECADE FROM dt) AS decade_dt, EXTRACT(MILLENNIUM FROM dt) AS millennium_dt, EXTRACT(DOW FROM dt) AS dow, EXTRACT(ISODOW FROM dt) AS isodow,
  EXTRACT(ISOYEAR FROM dt) AS isoyear
FROM t;
-- expect: by column
-- | id            | 1          | 2         |
-- | epoch_s       | 1767273255 | 978307199 |
-- | ms            | 678        | 999       |
-- | century_dt    | 21         | 20        |
-- | decade_dt     | 202        | 200       |
-- | millennium_dt | 3          | 2         |
-- | dow           | 5          | 1         |
-- | isodow        | 4          | 7         |
-- | isoyear       | 2026       | 2000      |

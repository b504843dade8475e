-- DATE_FORMAT, TO_DATE and TO_TIMESTAMP with and without a pattern; 30 February is no date, 2 March or
-- 28 February, depending on the function.
-- tags: time, function, null, before-1970, boundary, surprise
CREATE TABLE t (
  id INT,
  t3 TIMESTAMP(3),
  s STRING,
  p STRING
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"t3":"2026-05-04 03:04:05.678","s":"2026-05-04","p":"yyyy-MM-dd"}
-- {"id":2,"t3":"1969-12-31 23:59:59.999","s":"2026-05-04 03:04:05.678","p":"yyyy-MM-dd HH:mm:ss.SSS"}
-- {"id":3,"t3":"2024-02-29 00:00:00.000","s":"04/05/2026","p":"dd/MM/yyyy"}
-- {"id":4,"t3":null,"s":null,"p":"yyyy"}
-- {"id":6,"t3":"2026-01-01 12:00:00.000","s":"2026-02-30","p":"yyyy-MM-dd"}

SELECT id, DATE_FORMAT(t3, 'yyyy-MM-dd HH:mm:ss.SSS') AS formatted, DATE_FORMAT(t3, 'EEE, d MMM yy h:mm a') AS english,
  DATE_FORMAT(t3, 'DDD') AS day_of_year,
  TO_DATE(s) AS date_s, TO_DATE(s, p) AS date_p, TO_TIMESTAMP(s) AS timestamp_s, TO_TIMESTAMP(s, p) AS timestamp_p
FROM t;
-- expect: by column
-- | id          | 1                       | 2                       | 3                       | 4    | 6                       |
-- | formatted   | 2026-05-04 03:04:05.678 | 1969-12-31 23:59:59.999 | 2024-02-29 00:00:00.000 | NULL | 2026-01-01 12:00:00.000 |
-- | english     | Mon, 4 May 26 3:04 AM   | Wed, 31 Dec 69 11:59 PM | Thu, 29 Feb 24 12:00 AM | NULL | Thu, 1 Jan 26 12:00 PM  |
-- | day_of_year | 124                     | 365                     | 060                     | NULL | 001                     |
-- | date_s      | 2026-05-04              | 2026-05-04              | NULL                    | NULL | NULL                    |
-- | date_p      | 2026-05-04              | 2026-05-04              | 2026-05-04              | NULL | 2026-03-02              |
-- | timestamp_s | 2026-05-04 00:00:00.000 | 2026-05-04 03:04:05.678 | NULL                    | NULL | 2026-02-28 00:00:00.000 |
-- | timestamp_p | 2026-05-04 00:00:00.000 | 2026-05-04 03:04:05.678 | 2026-05-04 00:00:00.000 | NULL | 2026-02-28 00:00:00.000 |

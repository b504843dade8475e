-- Rows that stand in the table's options, as CSV.
-- tags: cluster, inline, csv
CREATE TABLE rates (
  currency STRING,
  rate DECIMAL(10, 4)
) WITH ('connector' = 'inline', 'format' = 'csv', 'csv.field-delimiter' = ';', 'rows' = '
EUR;1.1735
"a;b";2
');

SELECT * FROM rates;
-- expect:
-- | currency | rate   |
-- | EUR      | 1.1735 |
-- | a;b      | 2.0000 |

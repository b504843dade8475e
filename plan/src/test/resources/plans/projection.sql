CREATE TABLE nested (
  id INT,
  address ROW<city STRING, `position` ROW<x DOUBLE, y DOUBLE>>,
  tags ARRAY<STRING>,
  attributes MAP<STRING, INT>
) WITH ('connector' = 'stdin', 'format' = 'json');
CREATE TABLE result_table (id INT, city STRING, x DOUBLE, tag STRING, attribute INT) WITH ('connector' = 'print');
INSERT INTO result_table
SELECT id, address.city, address.`position`.x, tags[1], attributes['k'] FROM nested LIMIT 10;

-- Totals of a hundred thousand pages, of which every epoch changes each, kept as a view.
SET 'parallelism.default' = '2';
SET 'table.local-time-zone' = 'UTC';

CREATE TABLE clicks (
  id BIGINT
) WITH (
  'connector' = 'datagen',
  'fields.id.kind' = 'sequence',
  'fields.id.start' = '0',
  'fields.id.end' = '${last}',
  'rows-per-second' = '1000000000'
);

CREATE TABLE pages (
  page BIGINT,
  clicks BIGINT,
  millis BIGINT,
  slowest BIGINT,
  PRIMARY KEY (page) NOT ENFORCED
) WITH (
  'connector' = 'view'
);

INSERT INTO pages
SELECT page, COUNT(*), SUM(millis), MAX(millis)
FROM (SELECT MOD(id * 7919, ${keys}) AS page, MOD(id, 1000) AS millis FROM clicks)
GROUP BY page;

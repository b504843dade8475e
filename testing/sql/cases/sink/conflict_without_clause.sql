-- A query whose key is not the table's primary key must say what is to be done when they differ.
-- tags: sink, upsert, wrong
CREATE TABLE events (
  id INT,
  kind STRING
) WITH ('connector' = 'filesystem', 'path' = '${dir}/events.json', 'format' = 'json');

CREATE TABLE latest (
  id INT,
  kind STRING,
  n BIGINT,
  PRIMARY KEY (id) NOT ENFORCED
) WITH ('connector' = 'upsert-kafka', 'topic' = 't', 'properties.bootstrap.servers' = 'localhost:1',
  'key.format' = 'json', 'value.format' = 'json');

-- file: events.json
-- {"id":1,"kind":"a"}

INSERT INTO latest SELECT id, kind, COUNT(*) FROM events GROUP BY id, kind;
-- expect-error: Please specify an ON CONFLICT clause

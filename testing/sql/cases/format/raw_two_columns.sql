-- Format raw has one physical column.
-- tags: format, raw, wrong
CREATE TABLE numbers (
  n INT,
  m INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/numbers', 'format' = 'raw');

-- file: numbers
-- abcd

SELECT n FROM numbers;
-- expect-error: has one physical column, but the table has 2: n, m
-- expect-error: only supports single physical column

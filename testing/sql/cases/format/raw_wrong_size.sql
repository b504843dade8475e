-- Format raw: a record that has not the size of the number stops the query.
-- tags: format, raw, wrong, file
CREATE TABLE numbers (
  n INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/numbers', 'format' = 'raw');

-- file: numbers
-- abcde

SELECT n FROM numbers;
-- expect-error: the record has 5 bytes, but INT has 4
-- expect-error: Size of data received for deserializing INT type is not 4

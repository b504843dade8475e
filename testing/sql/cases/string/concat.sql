-- || and CONCAT are NULL with a NULL argument; CONCAT_WS skips it.
-- tags: string, function, null, boundary
CREATE TABLE t (
  id INT,
  a STRING,
  b STRING,
  n INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"a":"x","b":"y","n":1}
-- {"id":2,"a":"x","b":null,"n":-1}
-- {"id":3,"a":null,"b":null,"n":0}
-- {"id":4,"a":"","b":"y","n":null}

SELECT id, a || b AS piped, a || '-' || b AS piped_three, CONCAT(a, b, 'z') AS concat_three, CONCAT_WS(',', a, b, 'z') AS with_separator,
  CONCAT_WS(a, 'p', 'q') AS own_separator, a || CAST(n AS STRING) AS with_number
FROM t;
-- expect:
-- | id | piped | piped_three | concat_three | with_separator | own_separator | with_number |
-- | 1  | xy    | x-y         | xyz          | x,y,z          | pxq           | x1          |
-- | 2  | NULL  | NULL        | NULL         | x,z            | pxq           | x-1         |
-- | 3  | NULL  | NULL        | NULL         | z              | NULL          | NULL        |
-- | 4  | y     | -y          | yz           | ,y,z           | pq            | NULL        |

-- OFFSET leaves out the first rows, and FETCH FIRST is LIMIT; without it OFFSET is wrong on a stream.
-- tags: limit, offset
CREATE TABLE t (
  id INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json, counted
-- 5 x {"id":7}

SELECT id FROM t LIMIT 10 OFFSET 4;
-- expect:
-- | id |
-- | 7  |

SELECT id FROM t OFFSET 1 ROW FETCH FIRST 2 ROWS ONLY;
-- expect:
-- | id |
-- | 7  |
-- | 7  |

SELECT id FROM t LIMIT 2 OFFSET 9;
-- expect:
-- | id |

SELECT id FROM t OFFSET 3 ROWS;
-- expect-error: FETCH is missed, which on streaming table is not supported currently

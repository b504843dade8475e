-- A regular expression chooses files by their whole path, at any depth.
-- tags: files, glob
CREATE TABLE t (
  id INT
) WITH (
  'connector' = 'filesystem', 'path' = '${dir}/t', 'format' = 'json',
  'source.path.regex-pattern' = '.*/2026-0[12]/[^/]*\.json');

-- file: t/2026-01/a.json
-- {"id":1}

-- file: t/2026-02/deep/a.json
-- {"id":2}

-- file: t/deep/2026-02/b.json
-- {"id":3}

-- file: t/2026-03/a.json
-- {"id":4}

-- file: t/2026-01/a.txt
-- {"id":5}

SELECT id FROM t;
-- expect:
-- | id |
-- | 1  |
-- | 3  |

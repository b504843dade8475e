-- VALUES as a table: types widen over its rows, NULL needs a cast.
-- tags: values, null, types
SELECT * FROM (VALUES (1, 'a', 1.5), (2, CAST(NULL AS STRING), 2.25), (CAST(NULL AS INT), 'ccc', CAST(NULL AS DECIMAL(3, 2)))) AS v (i, s, dc);
-- expect:
-- | i    | s    | dc   |
-- | 1    | a    | 1.50 |
-- | 2    | NULL | 2.25 |
-- | NULL | ccc  | NULL |

VALUES (1), (2), (2);
-- expect:
-- | EXPR$0 |
-- | 1      |
-- | 2      |
-- | 2      |

SELECT i + 1 AS next_i, UPPER(s) AS s FROM (VALUES (1, 'a'), (2, 'b')) AS v (i, s) WHERE i > 1;
-- expect:
-- | next_i | s |
-- | 3      | B |

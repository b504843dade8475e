-- SELECT without FROM gives one row.
-- tags: values
SELECT 1 AS constant_one, 'x' AS x, CAST(NULL AS INT) AS nothing, 1 + 2 * 3 AS seven, TRUE AND CAST(NULL AS BOOLEAN) AS unknown_truth;
-- expect:
-- | constant_one | x | nothing | seven | unknown_truth |
-- | 1            | x | NULL    | 7     | NULL          |

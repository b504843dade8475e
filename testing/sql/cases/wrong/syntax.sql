-- A word in the wrong place.
-- tags: wrong
SELECT 1 FROMM t;
-- expect-error: Encountered "t"

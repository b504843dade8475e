-- A table that is not there.
-- tags: wrong
SELECT * FROM nowhere;
-- expect-error: Object 'nowhere' not found

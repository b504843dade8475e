-- A function that is not there.
-- tags: wrong
SELECT SHOUT('a') AS a;
-- expect-error: SHOUT

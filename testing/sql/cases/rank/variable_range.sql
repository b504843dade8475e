-- How many rows a key gives out stands in its first row.
-- tags: rank, top-n
CREATE TABLE scores (
  team STRING,
  player STRING,
  score INT,
  places INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/scores.json', 'format' = 'json');

-- file: scores.json
-- {"team":"x","player":"a","score":1,"places":2}
-- {"team":"y","player":"b","score":5,"places":1}
-- {"team":"x","player":"c","score":3,"places":9}
-- {"team":"x","player":"d","score":2,"places":9}
-- {"team":"y","player":"e","score":6,"places":3}
-- {"team":"z","player":"f","score":6,"places":0}
-- {"team":"x","player":"g","score":9,"places":1}

SELECT team, player, score, rank_number FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY team ORDER BY score DESC) AS rank_number FROM scores)
WHERE rank_number <= places;
-- expect-final:
-- | team | player | score | rank_number |
-- | x    | c      | 3     | 2           |
-- | x    | g      | 9     | 1           |
-- | y    | e      | 6     | 1           |

SELECT team, player, score FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY team ORDER BY score DESC) AS rank_number FROM scores)
WHERE rank_number <= places;
-- expect-final:
-- | team | player | score |
-- | x    | c      | 3     |
-- | x    | g      | 9     |
-- | y    | e      | 6     |

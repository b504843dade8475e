-- A sum may fall again, so that all groups are kept.
-- tags: rank, top-n, updating, retract
CREATE TABLE moves (
  account STRING,
  amount INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/moves.json', 'format' = 'json');

-- file: moves.json
-- {"account":"a","amount":10}
-- {"account":"b","amount":7}
-- {"account":"c","amount":5}
-- {"account":"a","amount":-4}
-- {"account":"d","amount":6}
-- {"account":"b","amount":-7}
-- {"account":"c","amount":1}
-- {"account":"e","amount":6}
-- {"account":"a","amount":-9}
-- {"account":"b","amount":20}

SELECT account, total, rank_number FROM (
  SELECT *, ROW_NUMBER() OVER (ORDER BY total DESC, account) AS rank_number FROM (
    SELECT account, SUM(amount) AS total FROM moves GROUP BY account))
WHERE rank_number <= 3;
-- expect-final:
-- | account | total | rank_number |
-- | b       | 20    | 1           |
-- | c       | 6     | 2           |
-- | d       | 6     | 3           |

SELECT account, total FROM (
  SELECT *, ROW_NUMBER() OVER (ORDER BY total DESC, account) AS rank_number FROM (
    SELECT account, SUM(amount) AS total FROM moves GROUP BY account))
WHERE rank_number <= 3;
-- expect-final:
-- | account | total |
-- | b       | 20    |
-- | c       | 6     |
-- | d       | 6     |

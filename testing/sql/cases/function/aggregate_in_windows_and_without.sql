-- An aggregate function of the user's: in tumbling windows, in sessions that merge, over all rows, over rows that
-- change, with DISTINCT and FILTER.
-- tags: function, udf, udaf, aggregate, window, session, retract, row:207
CREATE TABLE sales (
  id INT,
  shop STRING,
  price INT,
  amount BIGINT,
  ok BOOLEAN,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '1' MINUTE
) WITH ('connector' = 'filesystem', 'path' = '${dir}/sales.json', 'format' = 'json');

-- file: sales.json
-- {"id":1,"shop":"a","price":10,"amount":1,"ok":true,"ts":"2026-01-01 10:00:00.000"}
-- {"id":2,"shop":"a","price":20,"amount":3,"ok":false,"ts":"2026-01-01 10:00:10.000"}
-- {"id":3,"shop":"b","price":null,"amount":5,"ok":true,"ts":"2026-01-01 10:00:20.000"}
-- {"id":4,"shop":"a","price":20,"amount":3,"ok":true,"ts":"2026-01-01 10:00:50.000"}
-- {"id":2,"shop":"a","price":40,"amount":1,"ok":true,"ts":"2026-01-01 10:00:30.000"}
-- {"id":3,"shop":"b","price":7,"amount":2,"ok":false,"ts":"2026-01-01 10:01:20.000"}
-- {"id":1,"shop":"b","price":9,"amount":2,"ok":null,"ts":"2026-01-01 10:01:30.000"}

-- file: WeightedAverage.java
-- import org.apache.flink.table.functions.AggregateFunction;
-- public class WeightedAverage extends AggregateFunction<Double, WeightedAverage.Sums> {
--   public static class Sums {
--     public long sum;
--     public long weight;
--   }
--   public Sums createAccumulator() { return new Sums(); }
--   public Double getValue(Sums sums) { return sums.weight == 0 ? null : (double) sums.sum / sums.weight; }
--   public void accumulate(Sums sums, Integer value, Long weight) {
--     if (value != null && weight != null) { sums.sum += value * weight; sums.weight += weight; }
--   }
--   public void retract(Sums sums, Integer value, Long weight) {
--     if (value != null && weight != null) { sums.sum -= value * weight; sums.weight -= weight; }
--   }
--   public void merge(Sums sums, Iterable<Sums> others) {
--     for (Sums other : others) { sums.sum += other.sum; sums.weight += other.weight; }
--   }
-- }

CREATE FUNCTION weighted AS 'WeightedAverage' LANGUAGE JAVA USING JAR '${dir}/functions.jar';

SELECT shop, window_start, weighted(price, amount) AS average,
  weighted(DISTINCT price, amount) AS distinct_average,
  weighted(price, amount) FILTER (WHERE ok) AS ok_average
FROM TABLE(TUMBLE(TABLE sales, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY shop, window_start, window_end;
-- expect:
-- | shop | window_start            | average | distinct_average | ok_average |
-- | a    | 2026-01-01 10:00:00.000 | 21.25   | 22.0             | 22.0       |
-- | b    | 2026-01-01 10:00:00.000 | NULL    | NULL             | NULL       |
-- | b    | 2026-01-01 10:01:00.000 | 8.0     | 8.0              | NULL       |

SELECT shop, window_start, window_end, weighted(price, amount) AS average
FROM TABLE(SESSION(TABLE sales PARTITION BY shop, DESCRIPTOR(ts), INTERVAL '25' SECONDS))
GROUP BY shop, window_start, window_end;
-- expect:
-- | shop | window_start            | window_end              | average |
-- | a    | 2026-01-01 10:00:00.000 | 2026-01-01 10:01:15.000 | 21.25   |
-- | b    | 2026-01-01 10:00:20.000 | 2026-01-01 10:00:45.000 | NULL    |
-- | b    | 2026-01-01 10:01:20.000 | 2026-01-01 10:01:55.000 | 8.0     |

SELECT shop, window_start, weighted(price, amount) AS average
FROM TABLE(HOP(TABLE sales, DESCRIPTOR(ts), INTERVAL '30' SECONDS, INTERVAL '1' MINUTE))
GROUP BY shop, window_start, window_end;
-- expect:
-- | shop | window_start            | average |
-- | a    | 2026-01-01 09:59:30.000 | 17.5    |
-- | a    | 2026-01-01 10:00:00.000 | 21.25   |
-- | a    | 2026-01-01 10:00:30.000 | 25.0    |
-- | b    | 2026-01-01 09:59:30.000 | NULL    |
-- | b    | 2026-01-01 10:00:00.000 | NULL    |
-- | b    | 2026-01-01 10:00:30.000 | 7.0     |
-- | b    | 2026-01-01 10:01:00.000 | 8.0     |
-- | b    | 2026-01-01 10:01:30.000 | 9.0     |

SELECT shop, weighted(price, amount) AS average, weighted(DISTINCT price, amount) AS distinct_average
FROM sales
GROUP BY shop;
-- expect-final:
-- | shop | average | distinct_average |
-- | a    | 21.25   | 22.0             |
-- | b    | 8.0     | 8.0              |

SELECT shop, weighted(price, amount) AS average, weighted(DISTINCT price, amount) AS distinct_average
FROM (SELECT id, LAST_VALUE(shop) AS shop, LAST_VALUE(price) AS price, LAST_VALUE(amount) AS amount FROM sales GROUP BY id)
GROUP BY shop;
-- expect-final:
-- | shop | average | distinct_average |
-- | a    | 25.0    | 25.0             |
-- | b    | 8.0     | 8.0              |

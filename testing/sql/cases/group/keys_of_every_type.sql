-- Keys of every type that can be compared; two of each are equal.
-- tags: group-aggregate, types
CREATE TABLE t (
  b BOOLEAN,
  ti TINYINT,
  si SMALLINT,
  i INT,
  bi BIGINT,
  f FLOAT,
  d DOUBLE,
  dec_small DECIMAL(10, 2),
  dec_large DECIMAL(38, 4),
  s STRING,
  dt DATE,
  tm TIME,
  ts TIMESTAMP(3),
  ts_fine TIMESTAMP(9),
  ltz TIMESTAMP_LTZ(3)
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"b":true,"ti":1,"si":100,"i":70000,"bi":5000000000,"f":1.5,"d":-0.25,"dec_small":12.50,"dec_large":123456789012345678.1234,"s":"ä","dt":"2026-01-01","tm":"10:00:00","ts":"2026-01-01 10:00:00.123","ts_fine":"2026-01-01 10:00:00.123456789","ltz":"2026-01-01 10:00:00.123Z"}
-- {"b":false,"ti":2,"si":100,"i":70000,"bi":5000000000,"f":1.5,"d":0.25,"dec_small":12.50,"dec_large":123456789012345678.1235,"s":"b","dt":"2026-01-01","tm":"10:00:01","ts":"2026-01-01 10:00:00.123","ts_fine":"2026-01-01 10:00:00.123456780","ltz":"2026-01-01 10:00:00.123Z"}
-- {"b":true,"ti":1,"si":-100,"i":-70000,"bi":-5000000000,"f":-1.5,"d":-0.25,"dec_small":-12.50,"dec_large":123456789012345678.1234,"s":"ä","dt":"1969-12-31","tm":"10:00:00","ts":"1969-12-31 23:59:59.999","ts_fine":"2026-01-01 10:00:00.123456789","ltz":"1969-12-31 23:59:59.999Z"}
-- {}
-- {}

SELECT b, ti, si, i, bi, COUNT(*) AS cnt FROM t GROUP BY b, ti, si, i, bi;
-- expect-final:
-- | b     | ti   | si   | i      | bi          | cnt |
-- | FALSE | 2    | 100  | 70000  | 5000000000  | 1   |
-- | NULL  | NULL | NULL | NULL   | NULL        | 2   |
-- | TRUE  | 1    | -100 | -70000 | -5000000000 | 1   |
-- | TRUE  | 1    | 100  | 70000  | 5000000000  | 1   |

SELECT f, d, dec_small, dec_large, COUNT(*) AS cnt FROM t GROUP BY f, d, dec_small, dec_large;
-- expect-final:
-- | f    | d     | dec_small | dec_large               | cnt |
-- | -1.5 | -0.25 | -12.50    | 123456789012345678.1234 | 1   |
-- | 1.5  | -0.25 | 12.50     | 123456789012345678.1234 | 1   |
-- | 1.5  | 0.25  | 12.50     | 123456789012345678.1235 | 1   |
-- | NULL | NULL  | NULL      | NULL                    | 2   |

SELECT s, dt, tm, COUNT(*) AS cnt FROM t GROUP BY s, dt, tm;
-- expect-final:
-- | s    | dt         | tm       | cnt |
-- | NULL | NULL       | NULL     | 2   |
-- | b    | 2026-01-01 | 10:00:01 | 1   |
-- | ä    | 1969-12-31 | 10:00:00 | 1   |
-- | ä    | 2026-01-01 | 10:00:00 | 1   |

SELECT ts, ltz, COUNT(*) AS cnt FROM t GROUP BY ts, ltz;
-- expect-final:
-- | ts                      | ltz                      | cnt |
-- | 1969-12-31 23:59:59.999 | 1969-12-31 23:59:59.999Z | 1   |
-- | 2026-01-01 10:00:00.123 | 2026-01-01 10:00:00.123Z | 2   |
-- | NULL                    | NULL                     | 2   |

SELECT ts_fine, COUNT(*) AS cnt FROM t GROUP BY ts_fine;
-- expect-final:
-- | ts_fine                       | cnt |
-- | 2026-01-01 10:00:00.123456780 | 1   |
-- | 2026-01-01 10:00:00.123456789 | 2   |
-- | NULL                          | 2   |

SELECT d, COUNT(*) AS cnt FROM t GROUP BY d;
-- expect-final:
-- | d     | cnt |
-- | -0.25 | 2   |
-- | 0.25  | 1   |
-- | NULL  | 2   |

SELECT b, COUNT(*) AS cnt FROM t GROUP BY b;
-- expect-final:
-- | b     | cnt |
-- | FALSE | 1   |
-- | NULL  | 2   |
-- | TRUE  | 2   |

SELECT dec_large, COUNT(*) AS cnt FROM t GROUP BY dec_large;
-- expect-final:
-- | dec_large               | cnt |
-- | 123456789012345678.1234 | 2   |
-- | 123456789012345678.1235 | 1   |
-- | NULL                    | 2   |

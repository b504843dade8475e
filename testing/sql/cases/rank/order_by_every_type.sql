-- Texts by their bytes, decimals of any size, booleans, dates, times and floating-point numbers have an order.
-- tags: rank, top-n, types
CREATE TABLE things (
  id INT,
  name STRING,
  small DECIMAL(10, 2),
  big DECIMAL(38, 4),
  flag BOOLEAN,
  d DATE,
  t TIMESTAMP(6),
  f FLOAT,
  b BIGINT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/things.json', 'format' = 'json');

-- file: things.json
-- {"id":1,"name":"b","small":1.5,"big":12345678901234567890.5,"flag":true,"d":"2026-01-02","t":"2026-01-01 00:00:00.000002","f":1.5,"b":-3}
-- {"id":2,"name":"ä","small":-1.5,"big":-1,"flag":false,"d":"2026-01-01","t":"2026-01-01 00:00:00.000001","f":-0.5,"b":9007199254740993}
-- {"id":3,"name":"B","small":10,"big":12345678901234567890.25,"flag":null,"d":"1969-12-31","t":"2025-12-31 23:59:59.999999","f":null,"b":9007199254740992}

SELECT id FROM (SELECT *, ROW_NUMBER() OVER (ORDER BY name) AS n FROM things) WHERE n <= 2;
-- expect-final:
-- | id |
-- | 1  |
-- | 3  |

SELECT id FROM (SELECT *, ROW_NUMBER() OVER (ORDER BY small DESC) AS n FROM things) WHERE n <= 2;
-- expect-final:
-- | id |
-- | 1  |
-- | 3  |

SELECT id FROM (SELECT *, ROW_NUMBER() OVER (ORDER BY big DESC) AS n FROM things) WHERE n <= 2;
-- expect-final:
-- | id |
-- | 1  |
-- | 3  |

SELECT id FROM (SELECT *, ROW_NUMBER() OVER (ORDER BY flag) AS n FROM things) WHERE n <= 2;
-- expect-final:
-- | id |
-- | 2  |
-- | 3  |

SELECT id FROM (SELECT *, ROW_NUMBER() OVER (ORDER BY d) AS n FROM things) WHERE n <= 2;
-- expect-final:
-- | id |
-- | 2  |
-- | 3  |

SELECT id FROM (SELECT *, ROW_NUMBER() OVER (ORDER BY t DESC) AS n FROM things) WHERE n <= 2;
-- expect-final:
-- | id |
-- | 1  |
-- | 2  |

SELECT id FROM (SELECT *, ROW_NUMBER() OVER (ORDER BY f DESC NULLS LAST) AS n FROM things) WHERE n <= 2;
-- expect-final:
-- | id |
-- | 1  |
-- | 2  |

SELECT id FROM (SELECT *, ROW_NUMBER() OVER (ORDER BY b DESC) AS n FROM things) WHERE n <= 2;
-- expect-final:
-- | id |
-- | 2  |
-- | 3  |

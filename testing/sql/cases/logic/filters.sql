-- Which rows a filter passes: those for which it is TRUE; a constant filter passes all or none.
-- tags: logic, filter, calc, null
CREATE TABLE t (
  id INT,
  a BOOLEAN,
  n INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"a":true,"n":1}
-- {"id":2,"a":false,"n":2}
-- {"id":3,"a":null,"n":null}

SELECT id FROM t WHERE a;
-- expect:
-- | id |
-- | 1  |

SELECT id FROM t WHERE NOT a;
-- expect:
-- | id |
-- | 2  |

SELECT id FROM t WHERE a IS NOT FALSE AND (n > 0 OR n IS NULL);
-- expect:
-- | id |
-- | 1  |
-- | 3  |

SELECT id FROM t WHERE n > 1 OR a;
-- expect:
-- | id |
-- | 1  |
-- | 2  |

SELECT id FROM t WHERE 1 = 1;
-- expect:
-- | id |
-- | 1  |
-- | 2  |
-- | 3  |

SELECT id FROM t WHERE 1 = 0;
-- expect:
-- | id |

SELECT id FROM t WHERE CAST(NULL AS BOOLEAN);
-- expect:
-- | id |

package io.weir.testing.sql.random;

import java.util.List;

/** The types that random expressions have. */
enum Kind {
    INT("INT", "1"),
    BIGINT("BIGINT", "CAST(1 AS BIGINT)"),
    DOUBLE("DOUBLE", "CAST(0.5 AS DOUBLE)"),
    DECIMAL("DECIMAL(10, 2)", "CAST(1.25 AS DECIMAL(10, 2))"),
    STRING("STRING", "'a'"),
    BOOLEAN("BOOLEAN", "TRUE"),
    TIMESTAMP("TIMESTAMP(3)", "TIMESTAMP '2026-01-01 10:00:00.000'"),
    DATE("DATE", "DATE '2026-01-01'"),
    TIME("TIME", "TIME '10:00:00'"),
    ARRAY("ARRAY<INT>", "ARRAY[1]"),
    MAP("MAP<STRING, INT>", "MAP['a', 1]"),
    ROW("ROW<x INT, y STRING>", "ROW(1, 'a')");

    /** Those whose values may be compared, and be keys of groups. */
    static final List<Kind> SCALARS = List.of(INT, BIGINT, DOUBLE, DECIMAL, STRING, BOOLEAN, TIMESTAMP, DATE, TIME);

    static final List<Kind> NUMBERS = List.of(INT, BIGINT, DOUBLE, DECIMAL);

    private final String type;
    private final String literal;

    Kind(String type, String literal) {
        this.type = type;
        this.literal = literal;
    }

    /** As SQL writes the type. */
    String type() {
        return type;
    }

    /** The plainest value of it. */
    String literal() {
        return literal;
    }

    boolean isScalar() {
        return SCALARS.contains(this);
    }
}

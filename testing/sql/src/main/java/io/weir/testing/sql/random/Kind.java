package io.weir.testing.sql.random;

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

    /** Whether values may be compared, and be keys of groups. */
    boolean isScalar() {
        return ordinal() < ARRAY.ordinal();
    }

    boolean isNumeric() {
        return this == INT || this == BIGINT || this == DOUBLE || this == DECIMAL;
    }
}

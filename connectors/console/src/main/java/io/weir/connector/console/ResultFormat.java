package io.weir.connector.console;

/** The forms in which the rows of a SELECT can be printed. */
public enum ResultFormat {
    /** An aligned table, for a terminal. */
    TABLE,
    /** One JSON object per line. */
    JSON,
    /** Comma-separated values with a header. */
    CSV
}

package io.weir.testing.faults;

import java.util.List;

/** Where a pipeline writes to; read by plain clients, without anything of Weir's. */
interface Output extends AutoCloseable {
    /** What it is called in a report. */
    String name();

    /** All rows that others can see now, each as key and value. */
    List<Row> rows();

    @Override
    default void close() {}

    /** A row of an output. */
    record Row(String key, String value) {}

    /** Makes a row of the text of a record. */
    @FunctionalInterface
    interface Parser {
        Row parse(String text);
    }
}

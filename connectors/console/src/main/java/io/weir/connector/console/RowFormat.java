package io.weir.connector.console;

import io.weir.columnar.Batch;
import io.weir.engine.spi.ByteSink;

/** How the rows of a SELECT are written as text. */
interface RowFormat {
    /** What a row's kind of change is called where it is shown. */
    String OP = "op";

    /** Appends the text of all rows, or keeps them until {@link #flush}. */
    void append(Batch batch, ByteSink out);

    /** Appends what was held back. */
    default void flush(ByteSink out) {}

    /** Appends what follows the last row. */
    default void finish(ByteSink out) {}
}

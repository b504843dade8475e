package io.weir.engine.state;

import io.weir.engine.spi.SinkWriter;
import java.util.List;

/**
 * A writer that keeps something beyond the process: in tables that are saved with each epoch, behind {@link #prepare},
 * and read again before the first row. If their entries are of keys, its factory's
 * {@link io.weir.engine.spi.SinkFactory#keepsStateByKey} is true.
 */
public interface StatefulSinkWriter extends SinkWriter {
    /** What it keeps, as {@link StateTable} says. */
    List<StateTable> stateTables();

    /** All tables have been read from the epoch that the run goes on from. */
    default void onRestored() {}
}

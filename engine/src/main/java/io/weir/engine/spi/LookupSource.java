package io.weir.engine.spi;

/** A table whose rows are found by key at the time when they are asked for: the right side of a lookup join. */
public interface LookupSource {
    /**
     * Makes the reader of one instance, called once for each instance from 0 to parallelism - 1, on its thread. What
     * takes its time (connecting, filling a cache) is done on a thread of the reader's own.
     */
    LookupReader createReader(int instance);
}

package io.weir.engine.state;

/**
 * What an operator instance declares of its state: a table of keys and values, as snapshots see it. All calls come from
 * the operator's thread.
 *
 * <p><b>Incremental.</b> A table knows what has changed since it was last written, and writes only that, so that an
 * epoch costs what changed in it. It begins to keep account when it {@link #startTracking} is called, which is before
 * the first row, and not at all in a run without epochs.
 *
 * <p><b>Restore.</b> Entries are read into an empty table in any order, each key once. An entry that another instance
 * wrote is read by whichever instance owns the entry's key group now; an entry for {@link StateWriter#beginForAll()
 * all} by every instance, once for each instance that wrote one.
 */
public interface StateTable {
    /** The table's name, unique within the operator, stable from run to run. */
    String name();

    /**
     * What keys and values are made of, in words: a snapshot can be read by a table of the same schema, or by one whose
     * schema begins with it.
     */
    String schema();

    /** From now on changes are kept account of. What is in the table now counts as changed. */
    void startTracking();

    /** Writes what has changed since the last call. */
    void writeChanges(StateWriter out);

    /** About so many entries are going to be read: a table may make room for all of them at once. */
    default void expect(long entries) {}

    /** Takes an entry of a snapshot; it counts as unchanged. */
    void read(StateInput key, StateInput value);

    /** As {@link #read}, but the table may take the entry later, {@link #endRead} at the latest. */
    default void readSoon(StateInput key, StateInput value) {
        read(key, value);
    }

    /** The last entry has been read. */
    default void endRead() {}

    /** The number of entries, for whoever looks at the state. */
    long size();
}

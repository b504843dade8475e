package io.weir.engine.state;

/** Takes the changed entries of a table, one after the other: begin, then key and value, then end or endRemoved. */
public interface StateWriter {
    /** Begins an entry whose key has this hash: the one by which its rows are sent to an instance. */
    void begin(int keyHash);

    /** Begins an entry that is not of a key, but of the instance; after a restore every instance reads it. */
    void beginForAll();

    /** Where the key of the entry at hand goes. */
    StateOutput key();

    /** Where the value of the entry at hand goes. */
    StateOutput value();

    /** The entry at hand is complete; it replaces an earlier one with the same key. */
    void end();

    /** As {@link #end}, of a key that no snapshot has: those who read entries need not look for an earlier one. */
    default void endNew() {
        end();
    }

    /** There is no longer an entry with the key at hand. */
    void endRemoved();
}

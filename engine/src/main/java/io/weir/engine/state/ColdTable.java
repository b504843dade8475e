package io.weir.engine.state;

import org.jspecify.annotations.Nullable;

/**
 * Entries of a table that are kept outside of memory, by key; of one instance, used on its thread. They live as long as
 * the job: what outlives it is in the epochs.
 */
public interface ColdTable {
    /** Adds an entry, or replaces the one with its key. */
    void put(byte[] key, int keyLength, byte[] value, int valueLength);

    /** The value of a key, which is removed, or null if there is none. */
    byte @Nullable [] take(byte[] key, int keyLength);

    /**
     * Shows entries in the order of their keys, until the visitor has enough; it may take entries while it is at it.
     *
     * @param after the key behind which to begin, or of no length to begin at the first
     * @return the last key that was shown, of no length at the end
     */
    byte[] visit(byte[] after, Visitor visitor);

    /** Removes all entries. */
    void clear();

    /** Is shown an entry. */
    @FunctionalInterface
    interface Visitor {
        /** False if it has enough. */
        boolean visit(byte[] key, byte[] value);
    }
}

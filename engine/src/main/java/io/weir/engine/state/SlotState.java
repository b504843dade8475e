package io.weir.engine.state;

/**
 * Something that is kept for each slot of a {@link KeyedSlots}, as a snapshot of the table sees it.
 *
 * <p><b>Parts.</b> What may be very much for a slot, such as all its distinct values, can be written part by part, each
 * as an entry of its own, if the table is made {@link KeyedTable#withParts with parts}. {@link #writeSlot} then leaves
 * the parts out.
 */
public interface SlotState {
    /** Makes room for slots below this number. */
    void ensureSlots(int count);

    /** What is written for a slot, in words; see {@link StateTable#schema()}. */
    String schema();

    /** Writes all that is kept for a slot. */
    void writeSlot(int slot, StateOutput out);

    /** Reads it back into a slot for which nothing is kept. */
    void readSlot(int slot, StateInput in);

    /**
     * From now on, account is kept of which parts have changed; all that are there have. Only the first call counts.
     */
    default void startParts(KeyedSlots keys) {}

    /** Writes the parts that have changed since the last call. */
    default void writeParts(StateWriter out) {}

    /** Reads a part of a slot; the key of the slot has been read. */
    default void readPart(int slot, StateInput key, StateInput value) {
        throw new IllegalStateException("A snapshot has parts of slots where there are none");
    }

    /** The key of a slot is about to be forgotten, and its parts with it; the slot is emptied later. */
    default void forgetParts(int slot) {}

    /** True if something of a slot has changed since the last snapshot, where the table of the keys cannot know. */
    default boolean hasChanged(int slot) {
        return false;
    }

    /**
     * Writes all parts of a slot that is about to leave memory, as {@link #writeParts} does, and forgets which of them
     * are in a snapshot; the slot is emptied then.
     */
    default void evictParts(int slot, StateWriter out) {}

    /** The parts of a slot, which have just been read, are in no snapshot. */
    default void markParts(int slot) {}

    /**
     * Empties slots whose keys have left memory; only asked for of tables that can {@link KeyedSlots#spillTo spill}.
     */
    default void clearSlots(int[] slots, int count) {
        throw new IllegalStateException("This state cannot leave memory");
    }
}

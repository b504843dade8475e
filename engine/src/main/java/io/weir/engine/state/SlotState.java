package io.weir.engine.state;

/** Something that is kept for each slot of a {@link KeyedSlots}, as a snapshot of the table sees it. */
public interface SlotState {
    /** Makes room for slots below this number. */
    void ensureSlots(int count);

    /** What is written for a slot, in words; see {@link StateTable#schema()}. */
    String schema();

    /** Writes all that is kept for a slot. */
    void writeSlot(int slot, StateOutput out);

    /** Reads it back into a slot for which nothing is kept. */
    void readSlot(int slot, StateInput in);
}

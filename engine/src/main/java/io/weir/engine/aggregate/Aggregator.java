package io.weir.engine.aggregate;

import io.weir.columnar.Column;
import io.weir.engine.state.PartLog;
import io.weir.engine.state.StateInput;
import io.weir.engine.state.StateOutput;
import io.weir.engine.state.StateWriter;

/**
 * The accumulators of one aggregate call for all groups of a table, in primitive arrays indexed by slot.
 *
 * <p>A slot that was never written is empty. Partial results travel between the two phases of an aggregation as
 * columns, {@link #newPartialColumns} of them, and are merged with {@link #mergePartial}.
 */
public abstract class Aggregator {
    /** Makes room for slots 0 to count - 1; new ones are empty. */
    public abstract void ensureSlots(int count);

    /**
     * Adds rows to groups: the arguments at positions[i] to the group of slots[i].
     *
     * @param arguments a column for each argument of the call; none for a call without arguments
     */
    public abstract void accumulate(Column[] arguments, int[] positions, int[] slots, int count);

    /**
     * Takes rows away again that were added, or that will be: an update before its row is no mistake of the caller's.
     * Only for an aggregator that was made for it.
     */
    public void retract(Column[] arguments, int[] positions, int[] slots, int count) {
        throw new IllegalStateException("made for additions only");
    }

    /** True if the result hangs on the order in which rows of a group are added and taken away. */
    public boolean isOrderSensitive() {
        return false;
    }

    /** True if rows whose arguments are null change nothing. */
    public boolean ignoresNulls() {
        return true;
    }

    /**
     * Adds the groups otherSlots[i] of another aggregator of the same call to the groups slots[i], for 0 to count - 1.
     */
    public abstract void merge(Aggregator other, int[] otherSlots, int[] slots, int count);

    /** As {@link #merge}, into slots that are empty, of another aggregator that is not used any more. */
    public void move(Aggregator other, int[] otherSlots, int[] slots, int count) {
        merge(other, otherSlots, slots, count);
    }

    /** True if {@link #subtract} undoes {@link #merge} exactly. */
    public boolean isInvertible() {
        return false;
    }

    /** Takes away what {@link #merge} with the same arguments has added; only if {@link #isInvertible()}. */
    public void subtract(Aggregator other, int[] otherSlots, int[] slots, int count) {
        throw new IllegalStateException("not invertible");
    }

    /** The number of columns of a partial result. */
    public int partialWidth() {
        return 1;
    }

    /** False for a call whose accumulators cannot travel as columns (DISTINCT): it is computed in one phase. */
    public boolean hasPartial() {
        return true;
    }

    /** Empty columns for partial results. */
    public abstract Column[] newPartialColumns(int capacity);

    /** Writes the partial result of a group; the columns start at {@code first}. */
    public abstract void writePartial(int slot, Column[] columns, int first, int position);

    /** Adds partial results to groups; the columns start at {@code first}. */
    public abstract void mergePartial(Column[] columns, int first, int[] positions, int[] slots, int count);

    /** Writes the result of a group. */
    public abstract void writeResult(int slot, Column result, int position);

    /** Writes the results of groups: that of slots[i] to positions[i]. */
    public void writeResults(int[] slots, Column result, int[] positions, int count) {
        for (int i = 0; i < count; i++) {
            writeResult(slots[i], result, positions[i]);
        }
    }

    /** Empties these slots, so that they can be given to other groups. */
    public abstract void clearSlots(int[] slots, int count);

    /** Empties all slots; capacity stays. */
    public abstract void clear();

    /** Writes all that is kept for a slot into a snapshot. */
    abstract void writeState(int slot, StateOutput out);

    /**
     * Reads what {@link #writeState} wrote into an empty slot: from then on the slot gives the same results, to the
     * bit.
     */
    abstract void readState(int slot, StateInput in);

    /**
     * From now on each value that is kept for a slot is an entry of its own, if there may be many for a slot, and no
     * longer part of {@link #writeState}; only the first call counts. See {@link io.weir.engine.state.SlotState}.
     */
    void startParts(PartLog log) {}

    /** Writes the values that have changed since the last call. */
    void writeParts(StateWriter out) {}

    /** Reads a value of a slot. */
    void readPart(int slot, StateInput key, StateInput value) {
        throw new IllegalStateException("A snapshot has values of an aggregate that keeps none");
    }

    /** The key of a slot is about to be forgotten, and with it the values that a snapshot has of it. */
    void forgetParts(int slot) {}

    /** See {@link io.weir.engine.state.SlotState#evictParts}. */
    void evictParts(int slot, StateWriter out) {}

    /** See {@link io.weir.engine.state.SlotState#markParts}. */
    void markParts(int slot) {}

    /** What {@link #writeState} writes, in words: the aggregate and the kinds of its values. */
    abstract String stateSchema();

    /** An aggregator of the same call with no slots. */
    public abstract Aggregator newEmpty();

    /** Bytes of memory that the accumulators hold. */
    public abstract long memoryBytes();
}

package io.weir.engine.aggregate;

import io.weir.columnar.Column;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import io.weir.engine.state.ColumnShape;
import io.weir.engine.state.StateInput;
import io.weir.engine.state.StateOutput;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.Arrays;

/**
 * LAG: the value so many rows before the last one, or a default while there is none. Offset and default are constants.
 */
final class LagAggregator extends Aggregator {
    private static final int WRITES_MIN = 1024;

    private final Column prototype;
    private int offset = 1;
    /** The default at position 0, null if there is none. */
    private final Column defaultValue;

    private boolean hasConstants;
    /** Of each slot a ring of the last values: offset + 1 of them. */
    private Column ring;

    private int[] counts = new int[0];
    /** Where the next value of a slot goes in its ring; once that is full, its oldest value. */
    private int[] nexts = new int[0];

    private long writesSincePacking;

    LagAggregator(Column prototype) {
        this.prototype = prototype;
        ring = prototype.newEmpty(0);
        defaultValue = prototype.newEmpty(1);
        defaultValue.setNull(0);
    }

    @Override
    public void ensureSlots(int count) {
        if (count > counts.length) {
            int grown = Math.max(count, counts.length * 2);
            counts = Arrays.copyOf(counts, grown);
            nexts = Arrays.copyOf(nexts, grown);
        }
    }

    @Override
    public void accumulate(Column[] arguments, int[] positions, int[] slots, int count) {
        if (count == 0) {
            return;
        }
        if (!hasConstants) {
            readConstants(arguments, positions[0]);
            hasConstants = true;
        }
        int size = offset + 1;
        ring.ensureCapacity(Math.multiplyExact(counts.length, size));
        for (int i = 0; i < count; i++) {
            int slot = slots[i];
            ring.replace(slot * size + nexts[slot], arguments[0], positions[i]);
            nexts[slot] = nexts[slot] == offset ? 0 : nexts[slot] + 1;
            counts[slot] = Math.min(size, counts[slot] + 1);
        }
        writesSincePacking += count;
        if (writesSincePacking > WRITES_MIN + 4L * counts.length * size) {
            pack();
        }
    }

    private void readConstants(Column[] arguments, int position) {
        if (arguments.length > 1) {
            Column column = arguments[1];
            offset =
                    column instanceof LongColumn longs ? (int) longs.get(position) : ((IntColumn) column).get(position);
            if (offset < 0) {
                throw new WeirException(
                        ErrorCode.SQL_INVALID,
                        "The offset " + offset + " of LAG is negative",
                        "",
                        "Give 0 or a positive number",
                        null);
            }
        }
        if (arguments.length > 2 && !arguments[2].isNull(position)) {
            defaultValue.replace(0, arguments[2], position);
        }
    }

    /** Leaves behind the texts that were written over. */
    private void pack() {
        Column packed = ring.newEmpty(ring.capacity());
        int size = offset + 1;
        for (int slot = 0; slot < counts.length; slot++) {
            for (int i = 0; i < counts[slot]; i++) {
                packed.set(slot * size + i, ring, slot * size + i);
            }
        }
        ring = packed;
        writesSincePacking = 0;
    }

    @Override
    public void writeResult(int slot, Column result, int position) {
        if (hasConstants && counts[slot] > offset) {
            result.set(position, ring, slot * (offset + 1) + nexts[slot]);
        } else {
            result.set(position, defaultValue, 0);
        }
    }

    @Override
    public boolean isOrderSensitive() {
        return true;
    }

    @Override
    public boolean ignoresNulls() {
        return false;
    }

    @Override
    public boolean hasPartial() {
        return false;
    }

    @Override
    public Column[] newPartialColumns(int capacity) {
        throw onlyOver();
    }

    @Override
    public void writePartial(int slot, Column[] columns, int first, int position) {
        throw onlyOver();
    }

    @Override
    public void mergePartial(Column[] columns, int first, int[] positions, int[] slots, int count) {
        throw onlyOver();
    }

    @Override
    public void merge(Aggregator other, int[] otherSlots, int[] slots, int count) {
        throw onlyOver();
    }

    private static IllegalStateException onlyOver() {
        return new IllegalStateException("LAG is computed row by row");
    }

    @Override
    public void clearSlots(int[] slots, int count) {
        for (int i = 0; i < count; i++) {
            counts[slots[i]] = 0;
            nexts[slots[i]] = 0;
        }
    }

    @Override
    public void clear() {
        Arrays.fill(counts, 0);
        Arrays.fill(nexts, 0);
    }

    @Override
    void writeState(int slot, StateOutput out) {
        out.putBoolean(hasConstants);
        if (!hasConstants) {
            return;
        }
        out.putInt(offset);
        out.putValue(defaultValue, 0);
        int size = offset + 1;
        int count = counts[slot];
        out.putCount(count);
        int oldest = count == size ? nexts[slot] : 0;
        for (int i = 0; i < count; i++) {
            out.putValue(ring, slot * size + (oldest + i) % size);
        }
    }

    @Override
    void readState(int slot, StateInput in) {
        if (!in.getBoolean()) {
            return;
        }
        offset = in.getInt();
        defaultValue.reset();
        in.getValue(defaultValue, 0);
        hasConstants = true;
        int size = offset + 1;
        ring.ensureCapacity(Math.multiplyExact(counts.length, size));
        int count = in.getCount();
        for (int i = 0; i < count; i++) {
            in.getValue(ring, slot * size + i);
        }
        counts[slot] = count;
        nexts[slot] = count % size;
    }

    @Override
    String stateSchema() {
        return "LAG " + ColumnShape.of(prototype);
    }

    @Override
    public Aggregator newEmpty() {
        return new LagAggregator(prototype);
    }

    @Override
    public long memoryBytes() {
        return ring.memoryBytes() + 2L * counts.length * Integer.BYTES;
    }
}

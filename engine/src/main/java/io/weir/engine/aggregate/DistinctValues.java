package io.weir.engine.aggregate;

import io.weir.columnar.Column;
import io.weir.columnar.ColumnKind;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import io.weir.engine.state.PartLog;
import io.weir.engine.state.SlotLongSet;
import io.weir.engine.state.SlotValues;
import io.weir.engine.state.StateInput;
import io.weir.engine.state.StateOutput;
import io.weir.engine.state.StateWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The distinct values of groups.
 *
 * <p>Integers that are only added are kept in a {@link SlotLongSet}, which is small and quick, until single groups have
 * to be merged or cleared; all else in {@link SlotValues}, whose number counts how often a value is there. In a
 * snapshot they are the same, however kept.
 */
final class DistinctValues {
    private final Column[] prototypes;
    /** Whether the values are integers that are only there or not. */
    private final boolean isInteger;

    private @Nullable SlotLongSet longs;
    private @Nullable SlotValues values;
    private int slotCount;
    private Column[] one = new Column[0];
    /** Where values are written if each is an entry of its own. */
    private @Nullable PartLog log;

    /** The prototypes give the shape of the values; values that are only added are never counted. */
    DistinctValues(Column[] prototypes, boolean isOnlyAdded) {
        this.prototypes = prototypes;
        ColumnKind kind = prototypes[0].kind();
        isInteger = isOnlyAdded && prototypes.length == 1 && (kind == ColumnKind.LONG || kind == ColumnKind.INT);
        if (isInteger) {
            longs = new SlotLongSet();
        } else {
            values = new SlotValues(prototypes);
        }
    }

    void ensureSlots(int count) {
        slotCount = Math.max(slotCount, count);
        if (values != null) {
            values.ensureSlots(count);
        }
    }

    /** The integers, if they are kept so. */
    @Nullable
    SlotLongSet longs() {
        return longs;
    }

    /** The values, if they are not kept as integers. */
    SlotValues values() {
        return Objects.requireNonNull(values);
    }

    /** From here on the values of a single slot can be reached. */
    SlotValues bySlot() {
        SlotLongSet set = longs;
        if (set == null) {
            return values();
        }
        SlotValues known = new SlotValues(prototypes);
        known.ensureSlots(slotCount);
        if (log != null) {
            known.startTracking(log);
        }
        int size = set.size();
        Column[] entries = {prototypes[0].newEmpty(size)};
        int[] slots = new int[size];
        set.copyTo(entries[0], slots);
        for (int i = 0; i < size; i++) {
            int entry = known.findOrAdd(slots[i], entries, i);
            known.setNumber(entry, 1);
            known.setSaved(entry);
        }
        for (int i = 0; i < set.addedCount(); i++) {
            known.setUnsaved(known.find(set.addedSlot(i), one(set.addedValue(i)), 0));
        }
        values = known;
        longs = null;
        return known;
    }

    /** An integer at position 0 of a column. */
    private Column[] one(long value) {
        if (one.length == 0) {
            one = new Column[] {prototypes[0].newEmpty(1)};
        }
        if (one[0] instanceof LongColumn column) {
            column.set(0, value);
        } else {
            ((IntColumn) one[0]).set(0, (int) value);
        }
        return one;
    }

    void clear() {
        if (longs != null) {
            longs.clear();
        }
        if (values != null) {
            values.clear();
        }
    }

    /** True if each value is an entry of its own. */
    boolean isTracked() {
        return log != null;
    }

    /** Takes groups, into slots that are empty, of others that are tracked and not used any more. */
    void move(DistinctValues other, int[] otherSlots, int[] slots, int count) {
        startParts(Objects.requireNonNull(other.log));
        SlotValues to = bySlot();
        SlotValues from = other.bySlot();
        for (int i = 0; i < count; i++) {
            to.move(from, otherSlots[i], slots[i]);
        }
    }

    // ---- snapshots
    // ---------------------------------------------------------------------------------------------------

    void writeSlot(int slot, StateOutput out) {
        SlotLongSet set = longs;
        if (log != null) {
            out.putCount(0);
        } else if (set != null) {
            int count = 0;
            for (int at = set.first(slot); at >= 0; at = set.next(at)) {
                count++;
            }
            out.putCount(count);
            for (int at = set.first(slot); at >= 0; at = set.next(at)) {
                out.putValue(one(set.value(at))[0], 0);
                out.putLong(1);
            }
        } else {
            values().writeSlot(slot, out);
        }
    }

    void readSlot(int slot, StateInput in) {
        SlotLongSet set = longs;
        if (set == null) {
            values().readSlot(slot, in);
            return;
        }
        int count = in.getCount();
        for (int i = 0; i < count; i++) {
            set.addNew(slot, readInteger(in));
            long unusedNumber = in.getLong();
        }
    }

    private long readInteger(StateInput in) {
        Column read = one(0)[0];
        in.getValue(read, 0);
        return Numbers.toLong(read, 0);
    }

    void startParts(PartLog to) {
        if (log == null) {
            log = to;
            if (longs != null) {
                longs.startTracking();
            } else {
                values().startTracking(to);
            }
        }
    }

    void writeParts(StateWriter out) {
        SlotLongSet set = longs;
        PartLog to = log;
        if (set == null || to == null) {
            values().writeChanges(out);
            return;
        }
        for (int i = 0; i < set.addedCount(); i++) {
            to.begin(set.addedSlot(i), one(set.addedValue(i)), 0, out);
            out.value().putLong(1);
            out.end();
        }
        set.keepAdded(0);
    }

    void readPart(int slot, StateInput key, StateInput value) {
        SlotLongSet set = longs;
        if (set == null) {
            values().readPart(slot, key, value);
            return;
        }
        int added = set.addedCount();
        set.addNew(slot, readInteger(key));
        set.keepAdded(added);
        long unusedNumber = value.getLong();
    }

    void forgetParts(int slot) {
        if (log != null) {
            bySlot().forgetSlot(slot);
        }
    }

    void evictParts(int slot, StateWriter out) {
        if (log != null) {
            bySlot().evictSlot(slot, out);
        }
    }

    void markParts(int slot) {
        bySlot().markSlot(slot);
    }

    long memoryBytes() {
        return (longs != null ? longs.memoryBytes() : 0) + (values != null ? values.memoryBytes() : 0);
    }
}

package io.weir.engine.aggregate;

import io.weir.columnar.Column;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import io.weir.columnar.MapColumn;
import io.weir.engine.state.ColumnShape;
import io.weir.engine.state.PartLog;
import io.weir.engine.state.SlotValues;
import io.weir.engine.state.StateInput;
import io.weir.engine.state.StateOutput;
import io.weir.engine.state.StateWriter;

/** COLLECT: the values of a group as a multiset, nulls left out. */
final class CollectAggregator extends Aggregator {
    private final Column prototype;
    private final SlotValues values;
    private final Column[] oneSource = new Column[1];

    /** The prototype gives the shape of the values; it is only looked at. */
    CollectAggregator(Column prototype) {
        this.prototype = prototype;
        values = new SlotValues(prototype);
    }

    @Override
    public void ensureSlots(int count) {
        values.ensureSlots(count);
    }

    @Override
    public void accumulate(Column[] arguments, int[] positions, int[] slots, int count) {
        addAll(arguments, positions, slots, count, 1);
    }

    @Override
    public void retract(Column[] arguments, int[] positions, int[] slots, int count) {
        addAll(arguments, positions, slots, count, -1);
    }

    private void addAll(Column[] arguments, int[] positions, int[] slots, int count, int change) {
        for (int i = 0; i < count; i++) {
            if (!arguments[0].isNull(positions[i])) {
                add(slots[i], arguments, positions[i], change);
            }
        }
    }

    private void add(int slot, Column[] source, int position, long change) {
        int entry = values.findOrAdd(slot, source, position);
        long number = values.number(entry) + change;
        if (number == 0) {
            values.remove(entry);
        } else {
            values.setNumber(entry, number);
        }
    }

    @Override
    public void move(Aggregator other, int[] otherSlots, int[] slots, int count) {
        CollectAggregator from = (CollectAggregator) other;
        for (int i = 0; i < count; i++) {
            values.move(from.values, otherSlots[i], slots[i]);
        }
    }

    @Override
    public void merge(Aggregator other, int[] otherSlots, int[] slots, int count) {
        SlotValues from = ((CollectAggregator) other).values;
        for (int i = 0; i < count; i++) {
            int entry = from.first(otherSlots[i]);
            while (entry >= 0) {
                int next = from.next(entry);
                add(slots[i], from.values(), entry, from.number(entry));
                entry = next;
            }
        }
    }

    @Override
    public Column[] newPartialColumns(int capacity) {
        return new Column[] {new MapColumn(capacity, prototype.newEmpty(capacity), new LongColumn(capacity))};
    }

    @Override
    public void writePartial(int slot, Column[] columns, int first, int position) {
        MapColumn map = (MapColumn) columns[first];
        map.begin(position);
        for (int entry = values.first(slot); entry >= 0; entry = values.next(entry)) {
            int at = map.addEntry();
            map.keys().set(at, values.values()[0], entry);
            ((LongColumn) map.values()).set(at, values.number(entry));
        }
    }

    @Override
    public void mergePartial(Column[] columns, int first, int[] positions, int[] slots, int count) {
        MapColumn map = (MapColumn) columns[first];
        oneSource[0] = map.keys();
        for (int i = 0; i < count; i++) {
            int start = map.start(positions[i]);
            for (int k = 0; k < map.length(positions[i]); k++) {
                add(slots[i], oneSource, start + k, ((LongColumn) map.values()).get(start + k));
            }
        }
    }

    @Override
    public void writeResult(int slot, Column result, int position) {
        MapColumn map = (MapColumn) result;
        map.begin(position);
        for (int entry = values.first(slot); entry >= 0; entry = values.next(entry)) {
            if (values.number(entry) > 0) {
                int at = map.addEntry();
                map.keys().set(at, values.values()[0], entry);
                ((IntColumn) map.values()).set(at, (int) values.number(entry));
            }
        }
    }

    @Override
    public void clearSlots(int[] slots, int count) {
        for (int i = 0; i < count; i++) {
            values.clearSlot(slots[i]);
        }
    }

    @Override
    public void clear() {
        values.clear();
    }

    @Override
    void writeState(int slot, StateOutput out) {
        values.writeSlot(slot, out);
    }

    @Override
    void readState(int slot, StateInput in) {
        values.readSlot(slot, in);
    }

    @Override
    void startParts(PartLog log) {
        values.startTracking(log);
    }

    @Override
    void writeParts(StateWriter out) {
        values.writeChanges(out);
    }

    @Override
    void readPart(int slot, StateInput key, StateInput value) {
        values.readPart(slot, key, value);
    }

    @Override
    void forgetParts(int slot) {
        values.forgetSlot(slot);
    }

    @Override
    void evictParts(int slot, StateWriter out) {
        values.evictSlot(slot, out);
    }

    @Override
    void markParts(int slot) {
        values.markSlot(slot);
    }

    @Override
    String stateSchema() {
        return "COLLECT " + ColumnShape.of(prototype);
    }

    @Override
    public Aggregator newEmpty() {
        return new CollectAggregator(prototype);
    }

    @Override
    public long memoryBytes() {
        return values.memoryBytes();
    }
}

package io.weir.engine.aggregate;

import io.weir.columnar.Column;
import io.weir.columnar.LongColumn;
import io.weir.columnar.MapColumn;
import io.weir.engine.state.ColumnShape;
import io.weir.engine.state.IntList;
import io.weir.engine.state.PartLog;
import io.weir.engine.state.SlotTree;
import io.weir.engine.state.StateInput;
import io.weir.engine.state.StateOutput;
import io.weir.engine.state.StateWriter;

/**
 * MIN and MAX of rows that may be taken away again: all values of a group are kept, sorted, with how often each is
 * there, so that the next one is at hand when an extreme goes.
 *
 * <p>NaN is the greatest number here, and 0.0 is greater than -0.0, as in Flink, whose MIN and MAX without retraction
 * see both otherwise.
 */
final class RetractableExtremeAggregator extends Aggregator {
    private final boolean isMax;
    private final Column prototype;
    private final SlotTree tree;
    private final IntList nodes = new IntList();

    /** The prototype gives the shape of the values; it is only looked at. */
    RetractableExtremeAggregator(boolean isMax, Column prototype) {
        this.isMax = isMax;
        this.prototype = prototype;
        tree = new SlotTree(prototype);
    }

    @Override
    public void ensureSlots(int count) {
        tree.ensureSlots(count);
    }

    @Override
    public void accumulate(Column[] arguments, int[] positions, int[] slots, int count) {
        addAll(arguments[0], positions, slots, count, 1);
    }

    @Override
    public void retract(Column[] arguments, int[] positions, int[] slots, int count) {
        addAll(arguments[0], positions, slots, count, -1);
    }

    private void addAll(Column argument, int[] positions, int[] slots, int count, int change) {
        for (int i = 0; i < count; i++) {
            if (!argument.isNull(positions[i])) {
                tree.add(slots[i], argument, positions[i], change);
            }
        }
    }

    @Override
    public void move(Aggregator other, int[] otherSlots, int[] slots, int count) {
        RetractableExtremeAggregator from = (RetractableExtremeAggregator) other;
        for (int i = 0; i < count; i++) {
            tree.move(from.tree, otherSlots[i], slots[i]);
        }
    }

    @Override
    public void merge(Aggregator other, int[] otherSlots, int[] slots, int count) {
        SlotTree from = ((RetractableExtremeAggregator) other).tree;
        for (int i = 0; i < count; i++) {
            int nodeCount = from.list(otherSlots[i], nodes);
            for (int k = 0; k < nodeCount; k++) {
                tree.add(slots[i], from.values(), nodes.get(k), from.number(nodes.get(k)));
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
        int nodeCount = tree.list(slot, nodes);
        for (int k = 0; k < nodeCount; k++) {
            int entry = map.addEntry();
            map.keys().set(entry, tree.values(), nodes.get(k));
            ((LongColumn) map.values()).set(entry, tree.number(nodes.get(k)));
        }
    }

    @Override
    public void mergePartial(Column[] columns, int first, int[] positions, int[] slots, int count) {
        MapColumn map = (MapColumn) columns[first];
        for (int i = 0; i < count; i++) {
            int start = map.start(positions[i]);
            for (int k = 0; k < map.length(positions[i]); k++) {
                tree.add(slots[i], map.keys(), start + k, ((LongColumn) map.values()).get(start + k));
            }
        }
    }

    @Override
    public void writeResult(int slot, Column result, int position) {
        int node = isMax ? tree.last(slot) : tree.first(slot);
        if (node == SlotTree.NONE) {
            result.setNull(position);
        } else {
            result.set(position, tree.values(), node);
        }
    }

    @Override
    public void clearSlots(int[] slots, int count) {
        for (int i = 0; i < count; i++) {
            tree.clearSlot(slots[i]);
        }
    }

    @Override
    public void clear() {
        tree.clear();
    }

    @Override
    void writeState(int slot, StateOutput out) {
        tree.writeSlot(slot, out);
    }

    @Override
    void readState(int slot, StateInput in) {
        tree.readSlot(slot, in);
    }

    @Override
    void startParts(PartLog log) {
        tree.startTracking(log);
    }

    @Override
    void writeParts(StateWriter out) {
        tree.writeChanges(out);
    }

    @Override
    void readPart(int slot, StateInput key, StateInput value) {
        tree.readPart(slot, key, value);
    }

    @Override
    void forgetParts(int slot) {
        tree.forgetSlot(slot);
    }

    @Override
    void evictParts(int slot, StateWriter out) {
        tree.evictSlot(slot, out);
    }

    @Override
    void markParts(int slot) {
        tree.markSlot(slot);
    }

    @Override
    String stateSchema() {
        return (isMax ? "MAX of changes " : "MIN of changes ") + ColumnShape.of(prototype);
    }

    @Override
    public Aggregator newEmpty() {
        return new RetractableExtremeAggregator(isMax, prototype);
    }

    @Override
    public long memoryBytes() {
        return tree.memoryBytes();
    }
}

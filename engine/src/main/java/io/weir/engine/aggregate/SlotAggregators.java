package io.weir.engine.aggregate;

import io.weir.columnar.Batch;
import io.weir.columnar.BooleanColumn;
import io.weir.columnar.Column;
import io.weir.engine.state.KeyedSlots;
import io.weir.engine.state.PartLog;
import io.weir.engine.state.SlotState;
import io.weir.engine.state.StateInput;
import io.weir.engine.state.StateOutput;
import io.weir.engine.state.StateWriter;

/**
 * The aggregators of all calls of an aggregation, for slots that somebody else finds.
 *
 * <p><b>Snapshots.</b> A call that was added behind the others finds nothing of its own in a snapshot, and begins empty
 * for each group. For this the number of calls is written with each slot, and aggregators are to be the last of what a
 * table keeps for its slots.
 */
public final class SlotAggregators implements SlotState {
    private final Aggregation aggregation;
    private final Aggregator[] aggregators;
    private final int resultCount;
    /** The arguments of each call in the batch at hand. */
    private final Column[][] arguments;

    private final RowChanges changes = new RowChanges();
    private int[] filteredPositions = new int[0];
    private int[] filteredSlots = new int[0];
    private final int[] oneFrom = new int[1];
    private final int[] oneTo = new int[1];

    public SlotAggregators(Aggregation aggregation) {
        this.aggregation = aggregation;
        aggregators = new Aggregator[aggregation.callCount()];
        for (int i = 0; i < aggregators.length; i++) {
            aggregators[i] = aggregation.newAggregator(i);
        }
        resultCount = aggregation.countsRows() ? aggregators.length - 1 : aggregators.length;
        arguments = new Column[aggregators.length][];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = new Column[aggregation.arguments(i).length];
        }
    }

    @Override
    public void ensureSlots(int count) {
        for (Aggregator aggregator : aggregators) {
            aggregator.ensureSlots(count);
        }
    }

    /**
     * Adds the rows at positions[i] to the groups of slots[i], or takes them away from there where they are updates
     * before and deletions.
     */
    public void accumulate(Batch batch, int[] positions, int[] slots, int count) {
        useArguments(batch);
        if (batch.isInsertOnly()) {
            for (int call = 0; call < aggregators.length; call++) {
                add(call, batch, positions, slots, count);
            }
        } else {
            accumulateChanges(batch, positions, slots, count);
        }
    }

    /** Takes the rows at positions[i] away from the groups of slots[i]; for calls that were made for it. */
    public void retract(Batch batch, int[] positions, int[] slots, int count) {
        useArguments(batch);
        for (int call = 0; call < aggregators.length; call++) {
            retract(call, batch, positions, slots, count);
        }
    }

    private void useArguments(Batch batch) {
        for (int call = 0; call < aggregators.length; call++) {
            int[] columns = aggregation.arguments(call);
            for (int i = 0; i < columns.length; i++) {
                arguments[call][i] = batch.column(columns[i]);
            }
        }
    }

    /** Where the order does not matter, all additions are made first, so that nothing falls below 0 in between. */
    private void accumulateChanges(Batch batch, int[] positions, int[] slots, int count) {
        changes.split(batch, positions, slots, count);
        for (int call = 0; call < aggregators.length; call++) {
            if (aggregators[call].isOrderSensitive() && aggregation.needsRetraction(call)) {
                changes.start();
                while (changes.nextRun(batch, positions, slots, count)) {
                    if (changes.isAddition()) {
                        add(call, batch, changes.runPositions(), changes.runSlots(), changes.runCount());
                    } else {
                        retract(call, batch, changes.runPositions(), changes.runSlots(), changes.runCount());
                    }
                }
            } else {
                add(call, batch, changes.addedPositions(), changes.addedSlots(), changes.addedCount());
                if (aggregation.needsRetraction(call)) {
                    retract(
                            call,
                            batch,
                            changes.retractedPositions(),
                            changes.retractedSlots(),
                            changes.retractedCount());
                }
            }
        }
    }

    private void add(int call, Batch batch, int[] positions, int[] slots, int count) {
        int filter = aggregation.filter(call);
        if (filter < 0) {
            aggregators[call].accumulate(arguments[call], positions, slots, count);
        } else {
            int passed = filter((BooleanColumn) batch.column(filter), positions, slots, count);
            aggregators[call].accumulate(arguments[call], filteredPositions, filteredSlots, passed);
        }
    }

    private void retract(int call, Batch batch, int[] positions, int[] slots, int count) {
        int filter = aggregation.filter(call);
        if (filter < 0) {
            aggregators[call].retract(arguments[call], positions, slots, count);
        } else {
            int passed = filter((BooleanColumn) batch.column(filter), positions, slots, count);
            aggregators[call].retract(arguments[call], filteredPositions, filteredSlots, passed);
        }
    }

    private int filter(BooleanColumn column, int[] positions, int[] slots, int count) {
        if (filteredPositions.length < count) {
            filteredPositions = new int[count];
            filteredSlots = new int[count];
        }
        int passed = 0;
        for (int i = 0; i < count; i++) {
            int position = positions[i];
            if (!column.isNull(position) && column.get(position)) {
                filteredPositions[passed] = position;
                filteredSlots[passed++] = slots[i];
            }
        }
        return passed;
    }

    /** Adds one group to another. */
    public void mergeSlot(int from, int to) {
        oneFrom[0] = from;
        oneTo[0] = to;
        for (Aggregator aggregator : aggregators) {
            aggregator.merge(aggregator, oneFrom, oneTo, 1);
        }
    }

    /** Moves the given groups of others, which are not used any more, to the empty slots 0 to count - 1. */
    public void mergeAll(SlotAggregators other, int[] from, int count) {
        ensureSlots(count);
        int[] to = new int[count];
        for (int i = 0; i < count; i++) {
            to[i] = i;
        }
        for (int call = 0; call < aggregators.length; call++) {
            aggregators[call].move(other.aggregators[call], from, to, count);
        }
    }

    /** Merges groups of others: group otherSlots[i] into slots[i]. */
    void merge(SlotAggregators other, int[] otherSlots, int[] slots, int count) {
        for (int call = 0; call < aggregators.length; call++) {
            aggregators[call].merge(other.aggregators[call], otherSlots, slots, count);
        }
    }

    void subtract(SlotAggregators other, int[] otherSlots, int[] slots, int count) {
        for (int call = 0; call < aggregators.length; call++) {
            aggregators[call].subtract(other.aggregators[call], otherSlots, slots, count);
        }
    }

    /** Adds partial results, whose columns start at {@code first}, to groups. */
    public void mergePartial(Column[] columns, int first, int[] positions, int[] slots, int count) {
        int at = first;
        for (Aggregator aggregator : aggregators) {
            aggregator.mergePartial(columns, at, positions, slots, count);
            at += aggregator.partialWidth();
        }
    }

    /** Writes the partial results of a group to columns that start at {@code first}. */
    public void writePartial(int slot, Column[] columns, int first, int position) {
        int at = first;
        for (Aggregator aggregator : aggregators) {
            aggregator.writePartial(slot, columns, at, position);
            at += aggregator.partialWidth();
        }
    }

    /** Writes the results of a group to columns that start at {@code first}. */
    public void writeResult(int slot, Column[] columns, int first, int position) {
        for (int call = 0; call < resultCount; call++) {
            aggregators[call].writeResult(slot, columns[first + call], position);
        }
    }

    /** Writes the results of groups, that of slots[i] to positions[i], to one column for each call. */
    public void writeResults(int[] slots, Column[] results, int[] positions, int count) {
        for (int call = 0; call < resultCount; call++) {
            aggregators[call].writeResults(slots, results[call], positions, count);
        }
    }

    /** True if as many rows have been taken away from a group as were added; only an aggregation of changes knows. */
    public boolean isEmpty(int slot) {
        return resultCount < aggregators.length && ((CountAggregator) aggregators[resultCount]).count(slot) == 0;
    }

    @Override
    public String schema() {
        StringBuilder schema = new StringBuilder(resultCount < aggregators.length ? "rows counted;" : "");
        for (int call = 0; call < resultCount; call++) {
            schema.append(aggregators[call].stateSchema())
                    .append(aggregation.typesOf(call))
                    .append(';');
        }
        return schema.toString();
    }

    @Override
    public void writeSlot(int slot, StateOutput out) {
        if (resultCount < aggregators.length) {
            aggregators[resultCount].writeState(slot, out);
        }
        out.putCount(resultCount);
        for (int call = 0; call < resultCount; call++) {
            aggregators[call].writeState(slot, out);
        }
    }

    @Override
    public void readSlot(int slot, StateInput in) {
        if (resultCount < aggregators.length) {
            aggregators[resultCount].readState(slot, in);
        }
        int count = in.getCount();
        if (count > resultCount) {
            throw new IllegalStateException("A snapshot has " + count + " aggregates, not " + resultCount);
        }
        for (int call = 0; call < count; call++) {
            aggregators[call].readState(slot, in);
        }
    }

    @Override
    public void startParts(KeyedSlots keys) {
        for (int call = 0; call < resultCount; call++) {
            aggregators[call].startParts(new PartLog(keys, call));
        }
    }

    @Override
    public void writeParts(StateWriter out) {
        for (int call = 0; call < resultCount; call++) {
            aggregators[call].writeParts(out);
        }
    }

    @Override
    public void readPart(int slot, StateInput key, StateInput value) {
        aggregators[key.getCount()].readPart(slot, key, value);
    }

    @Override
    public void forgetParts(int slot) {
        for (int call = 0; call < resultCount; call++) {
            aggregators[call].forgetParts(slot);
        }
    }

    @Override
    public void evictParts(int slot, StateWriter out) {
        for (int call = 0; call < resultCount; call++) {
            aggregators[call].evictParts(slot, out);
        }
    }

    @Override
    public void markParts(int slot) {
        for (int call = 0; call < resultCount; call++) {
            aggregators[call].markParts(slot);
        }
    }

    /** Empties these slots, so that they can be given to other groups. */
    @Override
    public void clearSlots(int[] slots, int count) {
        for (Aggregator aggregator : aggregators) {
            aggregator.clearSlots(slots, count);
        }
    }

    /** Empties all slots; capacity stays. */
    public void clear() {
        for (Aggregator aggregator : aggregators) {
            aggregator.clear();
        }
    }

    public long memoryBytes() {
        long bytes = 0;
        for (Aggregator aggregator : aggregators) {
            bytes += aggregator.memoryBytes();
        }
        return bytes;
    }
}

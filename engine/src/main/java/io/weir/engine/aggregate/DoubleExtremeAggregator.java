package io.weir.engine.aggregate;

import io.weir.columnar.Column;
import io.weir.columnar.DoubleColumn;
import io.weir.columnar.FloatColumn;
import io.weir.engine.state.StateInput;
import io.weir.engine.state.StateOutput;
import java.util.Arrays;

/**
 * MIN and MAX of FLOAT and DOUBLE. A value wins only if it is truly less or greater, as in Flink: NaN never wins but
 * stays if it comes first, and of 0.0 and -0.0 the first stays.
 */
final class DoubleExtremeAggregator extends Aggregator {
    private final boolean isMax;
    private double[] values = new double[0];
    private boolean[] filled = new boolean[0];

    DoubleExtremeAggregator(boolean isMax) {
        this.isMax = isMax;
    }

    @Override
    public void ensureSlots(int count) {
        if (count > values.length) {
            int grown = Math.max(count, values.length * 2);
            values = Arrays.copyOf(values, grown);
            filled = Arrays.copyOf(filled, grown);
        }
    }

    private void add(int slot, double value) {
        if (!filled[slot] || (isMax ? value > values[slot] : value < values[slot])) {
            values[slot] = value;
            filled[slot] = true;
        }
    }

    @Override
    public void accumulate(Column[] arguments, int[] positions, int[] slots, int count) {
        mergePartialColumn(arguments[0], positions, slots, count);
    }

    private void mergePartialColumn(Column column, int[] positions, int[] slots, int count) {
        if (column instanceof DoubleColumn doubles) {
            double[] from = doubles.values();
            for (int i = 0; i < count; i++) {
                if (!column.isNull(positions[i])) {
                    add(slots[i], from[positions[i]]);
                }
            }
        } else {
            float[] from = ((FloatColumn) column).values();
            for (int i = 0; i < count; i++) {
                if (!column.isNull(positions[i])) {
                    add(slots[i], from[positions[i]]);
                }
            }
        }
    }

    @Override
    public void merge(Aggregator other, int[] otherSlots, int[] slots, int count) {
        DoubleExtremeAggregator from = (DoubleExtremeAggregator) other;
        for (int i = 0; i < count; i++) {
            if (from.filled[otherSlots[i]]) {
                add(slots[i], from.values[otherSlots[i]]);
            }
        }
    }

    @Override
    public Column[] newPartialColumns(int capacity) {
        return new Column[] {new DoubleColumn(capacity)};
    }

    @Override
    public void writePartial(int slot, Column[] columns, int first, int position) {
        writeResult(slot, columns[first], position);
    }

    @Override
    public void mergePartial(Column[] columns, int first, int[] positions, int[] slots, int count) {
        mergePartialColumn(columns[first], positions, slots, count);
    }

    @Override
    public void writeResult(int slot, Column result, int position) {
        if (!filled[slot]) {
            result.setNull(position);
        } else if (result instanceof DoubleColumn doubles) {
            doubles.set(position, values[slot]);
        } else {
            ((FloatColumn) result).set(position, (float) values[slot]);
        }
    }

    @Override
    public void clearSlots(int[] slots, int count) {
        for (int i = 0; i < count; i++) {
            filled[slots[i]] = false;
        }
    }

    @Override
    public void clear() {
        Arrays.fill(filled, false);
    }

    @Override
    void writeState(int slot, StateOutput out) {
        out.putBoolean(filled[slot]);
        out.putDouble(values[slot]);
    }

    @Override
    void readState(int slot, StateInput in) {
        filled[slot] = in.getBoolean();
        values[slot] = in.getDouble();
    }

    @Override
    String stateSchema() {
        return isMax ? "MAX DOUBLE" : "MIN DOUBLE";
    }

    @Override
    public Aggregator newEmpty() {
        return new DoubleExtremeAggregator(isMax);
    }

    @Override
    public long memoryBytes() {
        return (long) values.length * (Double.BYTES + 1);
    }
}

package io.weir.engine.aggregate;

import io.weir.columnar.Column;
import io.weir.columnar.DoubleColumn;
import io.weir.columnar.LongColumn;
import io.weir.engine.state.StateInput;
import io.weir.engine.state.StateOutput;
import java.util.Arrays;

/**
 * The sum of squared differences from the mean, of which Flink's planner makes STDDEV and VAR; updated value by value
 * after Welford, and merged after Chan, in the same steps as Flink does, so that rounding is the same.
 */
final class WelfordAggregator extends Aggregator {
    private final int scale;
    private long[] counts = new long[0];
    private double[] means = new double[0];
    private double[] squares = new double[0];

    /** The scale of the argument if it is a DECIMAL, otherwise 0. */
    WelfordAggregator(int scale) {
        this.scale = scale;
    }

    @Override
    public void ensureSlots(int count) {
        if (count > counts.length) {
            int grown = Math.max(count, counts.length * 2);
            counts = Arrays.copyOf(counts, grown);
            means = Arrays.copyOf(means, grown);
            squares = Arrays.copyOf(squares, grown);
        }
    }

    @Override
    public boolean isOrderSensitive() {
        return true;
    }

    @Override
    public void accumulate(Column[] arguments, int[] positions, int[] slots, int count) {
        Column argument = arguments[0];
        for (int i = 0; i < count; i++) {
            if (!argument.isNull(positions[i])) {
                add(slots[i], Numbers.toDouble(argument, positions[i], scale));
            }
        }
    }

    /** A count below 0 is only a count: there is nothing to add to. */
    private void add(int slot, double value) {
        long count = ++counts[slot];
        if (count > 0) {
            double before = value - means[slot];
            means[slot] += before / count;
            squares[slot] += before * (value - means[slot]);
        }
    }

    @Override
    public void retract(Column[] arguments, int[] positions, int[] slots, int count) {
        Column argument = arguments[0];
        for (int i = 0; i < count; i++) {
            if (!argument.isNull(positions[i])) {
                remove(slots[i], Numbers.toDouble(argument, positions[i], scale));
            }
        }
    }

    private void remove(int slot, double value) {
        long count = --counts[slot];
        if (count > 0) {
            double after = value - means[slot];
            means[slot] -= after / count;
            squares[slot] -= (value - means[slot]) * after;
        } else if (count == 0) {
            means[slot] = 0;
            squares[slot] = 0;
        }
    }

    @Override
    public void merge(Aggregator other, int[] otherSlots, int[] slots, int count) {
        WelfordAggregator from = (WelfordAggregator) other;
        for (int i = 0; i < count; i++) {
            int slot = otherSlots[i];
            merge(slots[i], from.counts[slot], from.means[slot], from.squares[slot]);
        }
    }

    private void merge(int slot, long count, double mean, double square) {
        if (count <= 0) {
            counts[slot] += count;
        } else if (counts[slot] == 0) {
            counts[slot] = count;
            means[slot] = mean;
            squares[slot] = square;
        } else {
            long sum = counts[slot] + count;
            double difference = mean - means[slot];
            means[slot] += (double) count / sum * difference;
            squares[slot] = squares[slot] + square + (double) counts[slot] * count / sum * difference * difference;
            counts[slot] = sum;
        }
        if (counts[slot] <= 0) {
            means[slot] = 0;
            squares[slot] = 0;
        }
    }

    @Override
    public int partialWidth() {
        return 3;
    }

    @Override
    public Column[] newPartialColumns(int capacity) {
        return new Column[] {new LongColumn(capacity), new DoubleColumn(capacity), new DoubleColumn(capacity)};
    }

    @Override
    public void writePartial(int slot, Column[] columns, int first, int position) {
        ((LongColumn) columns[first]).set(position, counts[slot]);
        ((DoubleColumn) columns[first + 1]).set(position, means[slot]);
        ((DoubleColumn) columns[first + 2]).set(position, squares[slot]);
    }

    @Override
    public void mergePartial(Column[] columns, int first, int[] positions, int[] slots, int count) {
        long[] partialCounts = ((LongColumn) columns[first]).values();
        double[] partialMeans = ((DoubleColumn) columns[first + 1]).values();
        double[] partialSquares = ((DoubleColumn) columns[first + 2]).values();
        for (int i = 0; i < count; i++) {
            int position = positions[i];
            merge(slots[i], partialCounts[position], partialMeans[position], partialSquares[position]);
        }
    }

    @Override
    public void writeResult(int slot, Column result, int position) {
        if (counts[slot] <= 0 || squares[slot] < 0) {
            result.setNull(position);
        } else {
            ((DoubleColumn) result).set(position, squares[slot]);
        }
    }

    @Override
    public void clearSlots(int[] slots, int count) {
        for (int i = 0; i < count; i++) {
            counts[slots[i]] = 0;
            means[slots[i]] = 0;
            squares[slots[i]] = 0;
        }
    }

    @Override
    public void clear() {
        Arrays.fill(counts, 0);
        Arrays.fill(means, 0);
        Arrays.fill(squares, 0);
    }

    @Override
    void writeState(int slot, StateOutput out) {
        out.putLong(counts[slot]);
        out.putDouble(means[slot]);
        out.putDouble(squares[slot]);
    }

    @Override
    void readState(int slot, StateInput in) {
        counts[slot] = in.getLong();
        means[slot] = in.getDouble();
        squares[slot] = in.getDouble();
    }

    @Override
    String stateSchema() {
        return "SQUARES DOUBLE";
    }

    @Override
    public Aggregator newEmpty() {
        return new WelfordAggregator(scale);
    }

    @Override
    public long memoryBytes() {
        return (long) counts.length * (Long.BYTES + 2 * Double.BYTES);
    }
}

package io.weir.engine.aggregate;

import io.weir.columnar.ArrayColumn;
import io.weir.columnar.Column;
import io.weir.columnar.DoubleColumn;
import io.weir.columnar.LongColumn;
import io.weir.columnar.MapColumn;
import io.weir.engine.state.PartLog;
import io.weir.engine.state.SlotValues;
import io.weir.engine.state.StateInput;
import io.weir.engine.state.StateOutput;
import io.weir.engine.state.StateWriter;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * PERCENTILE: all values of a group are kept, each with how often it is there, and sorted when a result is asked for;
 * between two values it is interpolated.
 */
final class PercentileAggregator extends Aggregator {
    private final int scale;
    private final SlotValues values;
    /** For each slot the percentages that its first row asked for; most often all slots share them. */
    private double[] @Nullable [] percentages = new double[0][];

    private double[] lastPercentages = new double[0];
    private final DoubleColumn oneValue = new DoubleColumn(1);
    private final Column[] oneSource = {oneValue};
    private double[] sorted = new double[0];
    private long[] counts = new long[0];

    /** The scale of the argument if it is a DECIMAL, otherwise 0. */
    PercentileAggregator(int scale) {
        this.scale = scale;
        values = new SlotValues(oneValue);
    }

    @Override
    public void ensureSlots(int count) {
        values.ensureSlots(count);
        if (count > percentages.length) {
            percentages = Arrays.copyOf(percentages, Math.max(count, percentages.length * 2));
        }
    }

    @Override
    public void accumulate(Column[] arguments, int[] positions, int[] slots, int count) {
        for (int i = 0; i < count; i++) {
            if (percentages[slots[i]] == null) {
                percentages[slots[i]] = percentages(arguments[1], positions[i]);
            }
        }
        addAll(arguments, positions, slots, count, 1);
    }

    private double[] percentages(Column column, int position) {
        double[] asked;
        if (column instanceof ArrayColumn array) {
            asked = new double[array.length(position)];
            for (int i = 0; i < asked.length; i++) {
                asked[i] = ((DoubleColumn) array.elements()).get(array.start(position) + i);
            }
        } else {
            double one = ((DoubleColumn) column).get(position);
            if (lastPercentages.length == 1 && lastPercentages[0] == one) {
                return lastPercentages;
            }
            asked = new double[] {one};
        }
        for (double percentage : asked) {
            if (!(percentage >= 0 && percentage <= 1)) {
                throw new WeirException(
                        ErrorCode.VALUE_INVALID,
                        "A percentage must be between 0.0 and 1.0, but is " + percentage,
                        "PERCENTILE",
                        "The median is PERCENTILE(x, 0.5)",
                        null);
            }
        }
        return shared(asked);
    }

    /** The same array for equal percentages that follow each other. */
    private double[] shared(double[] asked) {
        if (!Arrays.equals(asked, lastPercentages)) {
            lastPercentages = asked;
        }
        return lastPercentages;
    }

    @Override
    public void retract(Column[] arguments, int[] positions, int[] slots, int count) {
        addAll(arguments, positions, slots, count, -1);
    }

    private void addAll(Column[] arguments, int[] positions, int[] slots, int count, int sign) {
        Column argument = arguments[0];
        for (int i = 0; i < count; i++) {
            int position = positions[i];
            if (!argument.isNull(position)) {
                long frequency = arguments.length < 3 ? 1 : frequency(arguments[2], position);
                if (frequency > 0) {
                    oneValue.set(0, Numbers.toDouble(argument, position, scale));
                    add(slots[i], oneSource, 0, sign * frequency);
                }
            }
        }
    }

    private static long frequency(Column column, int position) {
        return column.isNull(position) ? 0 : Numbers.toLong(column, position);
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
        PercentileAggregator from = (PercentileAggregator) other;
        for (int i = 0; i < count; i++) {
            percentages[slots[i]] = from.percentages[otherSlots[i]];
            values.move(from.values, otherSlots[i], slots[i]);
        }
    }

    @Override
    public void merge(Aggregator other, int[] otherSlots, int[] slots, int count) {
        PercentileAggregator from = (PercentileAggregator) other;
        for (int i = 0; i < count; i++) {
            if (percentages[slots[i]] == null) {
                percentages[slots[i]] = from.percentages[otherSlots[i]];
            }
            int entry = from.values.first(otherSlots[i]);
            while (entry >= 0) {
                int next = from.values.next(entry);
                add(slots[i], from.values.values(), entry, from.values.number(entry));
                entry = next;
            }
        }
    }

    @Override
    public int partialWidth() {
        return 2;
    }

    @Override
    public Column[] newPartialColumns(int capacity) {
        return new Column[] {
            new ArrayColumn(capacity, new DoubleColumn(capacity)),
            new MapColumn(capacity, new DoubleColumn(capacity), new LongColumn(capacity))
        };
    }

    @Override
    public void writePartial(int slot, Column[] columns, int first, int position) {
        double[] asked = percentages[slot];
        if (asked == null) {
            columns[first].setNull(position);
        } else {
            writeArray(asked, (ArrayColumn) columns[first], position);
        }
        MapColumn map = (MapColumn) columns[first + 1];
        map.begin(position);
        for (int entry = values.first(slot); entry >= 0; entry = values.next(entry)) {
            int at = map.addEntry();
            map.keys().set(at, values.values()[0], entry);
            ((LongColumn) map.values()).set(at, values.number(entry));
        }
    }

    @Override
    public void mergePartial(Column[] columns, int first, int[] positions, int[] slots, int count) {
        MapColumn map = (MapColumn) columns[first + 1];
        Column[] source = {map.keys()};
        for (int i = 0; i < count; i++) {
            int position = positions[i];
            if (percentages[slots[i]] == null && !columns[first].isNull(position)) {
                percentages[slots[i]] = percentages(columns[first], position);
            }
            int start = map.start(position);
            for (int k = 0; k < map.length(position); k++) {
                add(slots[i], source, start + k, ((LongColumn) map.values()).get(start + k));
            }
        }
    }

    @Override
    public void writeResult(int slot, Column result, int position) {
        double[] asked = percentages[slot];
        int count = sort(slot);
        long total = 0;
        for (int i = 0; i < count; i++) {
            total += counts[i];
        }
        if (asked == null || asked.length == 0 || total <= 0) {
            result.setNull(position);
            return;
        }
        double[] found = new double[asked.length];
        for (int i = 0; i < found.length; i++) {
            found[i] = at(asked[i] * (total - 1) + 1);
        }
        if (result instanceof ArrayColumn array) {
            writeArray(found, array, position);
        } else {
            ((DoubleColumn) result).set(position, found[0]);
        }
    }

    private static void writeArray(double[] from, ArrayColumn array, int position) {
        array.begin(position);
        for (double value : from) {
            ((DoubleColumn) array.elements()).set(array.addElement(), value);
        }
    }

    /** Sorts the values of a slot, with their counts; the result is their number. */
    private int sort(int slot) {
        int count = 0;
        DoubleColumn column = (DoubleColumn) values.values()[0];
        for (int entry = values.first(slot); entry >= 0; entry = values.next(entry)) {
            if (count == sorted.length) {
                sorted = Arrays.copyOf(sorted, Math.max(16, count * 2));
                counts = Arrays.copyOf(counts, sorted.length);
            }
            sorted[count++] = column.get(entry);
        }
        Arrays.sort(sorted, 0, count);
        for (int i = 0; i < count; i++) {
            oneValue.set(0, sorted[i]);
            counts[i] = values.number(values.find(slot, oneSource, 0));
        }
        return count;
    }

    /** The value at a rank, which counts from 1 and may lie between two values. */
    private double at(double rank) {
        long lower = (long) Math.floor(rank);
        long upper = (long) Math.ceil(rank);
        int i = 0;
        long passed = counts[0];
        while (passed < lower) {
            passed += counts[++i];
        }
        return passed >= upper ? sorted[i] : (upper - rank) * sorted[i] + (rank - lower) * sorted[i + 1];
    }

    @Override
    public void clearSlots(int[] slots, int count) {
        for (int i = 0; i < count; i++) {
            values.clearSlot(slots[i]);
            percentages[slots[i]] = null;
        }
    }

    @Override
    public void clear() {
        values.clear();
        Arrays.fill(percentages, null);
    }

    @Override
    void writeState(int slot, StateOutput out) {
        double[] asked = percentages[slot];
        out.putCount(asked == null ? 0 : asked.length + 1);
        if (asked != null) {
            for (double percentage : asked) {
                out.putDouble(percentage);
            }
        }
        values.writeSlot(slot, out);
    }

    @Override
    void readState(int slot, StateInput in) {
        int length = in.getCount() - 1;
        if (length >= 0) {
            double[] asked = new double[length];
            for (int i = 0; i < length; i++) {
                asked[i] = in.getDouble();
            }
            percentages[slot] = shared(asked);
        }
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
        return "PERCENTILE DOUBLE";
    }

    @Override
    public Aggregator newEmpty() {
        return new PercentileAggregator(scale);
    }

    @Override
    public long memoryBytes() {
        return values.memoryBytes() + (long) percentages.length * Long.BYTES;
    }
}

package io.weir.columnar;

import java.util.Arrays;

/** MAP values, and MULTISET values as maps to their counts: for each position a range of entries in two columns. */
public final class MapColumn extends Column {
    private final Column keys;
    private final Column values;
    private int[] starts;
    private int[] lengths;
    private int entryCount;
    private int current;

    public MapColumn(int capacity, Column keys, Column values) {
        super(capacity);
        this.keys = keys;
        this.values = values;
        starts = new int[capacity];
        lengths = new int[capacity];
    }

    @Override
    public ColumnKind kind() {
        return ColumnKind.MAP;
    }

    public Column keys() {
        return keys;
    }

    public Column values() {
        return values;
    }

    public int start(int position) {
        return starts[position];
    }

    public int length(int position) {
        return lengths[position];
    }

    /** Starts a value; its entries are then written one by one at {@link #addEntry()}, until the next value begins. */
    public void begin(int position) {
        starts[position] = entryCount;
        lengths[position] = 0;
        current = position;
    }

    /** Makes room for one more entry of the value begun last and returns its position in keys and values. */
    public int addEntry() {
        keys.ensureCapacity(entryCount + 1);
        values.ensureCapacity(entryCount + 1);
        lengths[current]++;
        return entryCount++;
    }

    @Override
    public void reset() {
        super.reset();
        keys.reset();
        values.reset();
        entryCount = 0;
    }

    @Override
    void grow(int capacity) {
        starts = Arrays.copyOf(starts, capacity);
        lengths = Arrays.copyOf(lengths, capacity);
    }

    @Override
    public MapColumn newEmpty(int capacity) {
        return new MapColumn(capacity, keys.newEmpty(capacity), values.newEmpty(capacity));
    }

    @Override
    void setValue(int position, Column source, int sourcePosition) {
        MapColumn from = (MapColumn) source;
        begin(position);
        int start = from.starts[sourcePosition];
        int length = from.lengths[sourcePosition];
        for (int i = 0; i < length; i++) {
            int at = addEntry();
            keys.set(at, from.keys, start + i);
            values.set(at, from.values, start + i);
        }
    }

    @Override
    void setNullValue(int position) {
        starts[position] = entryCount;
        lengths[position] = 0;
    }

    @Override
    public long memoryBytes() {
        return (long) starts.length * (2 * Integer.BYTES + 1) + keys.memoryBytes() + values.memoryBytes();
    }
}

package io.weir.columnar;

import java.util.Arrays;

/** ARRAY values: for each position a start and a length in one column of elements. */
public final class ArrayColumn extends Column {
    private final Column elements;
    private int[] starts;
    private int[] lengths;
    private int elementCount;

    public ArrayColumn(int capacity, Column elements) {
        super(capacity);
        this.elements = elements;
        starts = new int[capacity];
        lengths = new int[capacity];
    }

    @Override
    public ColumnKind kind() {
        return ColumnKind.ARRAY;
    }

    public Column elements() {
        return elements;
    }

    public int start(int position) {
        return starts[position];
    }

    public int length(int position) {
        return lengths[position];
    }

    /**
     * Starts a value; its elements are then written one by one at {@link #addElement()}, until the next value begins.
     */
    public void begin(int position) {
        starts[position] = elementCount;
        lengths[position] = 0;
        current = position;
    }

    private int current;

    /** Makes room for one more element of the value begun last and returns its position in {@link #elements()}. */
    public int addElement() {
        elements.ensureCapacity(elementCount + 1);
        lengths[current]++;
        return elementCount++;
    }

    @Override
    public void reset() {
        super.reset();
        elements.reset();
        elementCount = 0;
    }

    @Override
    void grow(int capacity) {
        starts = Arrays.copyOf(starts, capacity);
        lengths = Arrays.copyOf(lengths, capacity);
    }

    @Override
    public ArrayColumn newEmpty(int capacity) {
        return new ArrayColumn(capacity, elements.newEmpty(capacity));
    }

    @Override
    void setValue(int position, Column source, int sourcePosition) {
        ArrayColumn from = (ArrayColumn) source;
        begin(position);
        int start = from.starts[sourcePosition];
        int length = from.lengths[sourcePosition];
        for (int i = 0; i < length; i++) {
            elements.set(addElement(), from.elements, start + i);
        }
    }

    @Override
    void setNullValue(int position) {
        starts[position] = elementCount;
        lengths[position] = 0;
    }

    @Override
    public long memoryBytes() {
        return (long) starts.length * (2 * Integer.BYTES + 1) + elements.memoryBytes();
    }
}

package io.weir.columnar;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * CHAR, VARCHAR (as UTF-8), BINARY and VARBINARY values: for each position a start and a length in one array of bytes.
 *
 * <p>The array is either the column's own heap, to which values are appended, or after {@link #view} a buffer of
 * somebody else, for instance the chunk of a file that is being decoded. The first value that is appended to a view
 * copies the view's values into the own heap.
 */
public final class BytesColumn extends Column {
    /** No array has more. */
    private static final int LENGTH_MAX = Integer.MAX_VALUE - 16;

    private byte[] data;
    private int[] starts;
    private int[] lengths;
    private byte[] heap;
    private int heapEnd;
    /** True if positions have been written since {@link #forgetPositions}. */
    private boolean mayPointBeyond;

    public BytesColumn(int capacity) {
        super(capacity);
        starts = new int[capacity];
        lengths = new int[capacity];
        heap = new byte[capacity * 8];
        data = heap;
    }

    @Override
    public ColumnKind kind() {
        return ColumnKind.BYTES;
    }

    /** The bytes that starts and lengths refer to. */
    public byte[] data() {
        return data;
    }

    public int[] starts() {
        return starts;
    }

    public int[] lengths() {
        return lengths;
    }

    /** All positions refer to this buffer from now on; to be followed by {@link #setView} for each. */
    public void view(byte[] buffer) {
        if (data != buffer) {
            forgetPositions();
            data = buffer;
        }
        mayPointBeyond = true;
    }

    /**
     * A position that will be null is never written, but must be readable: it must not point beyond the bytes that the
     * column refers to next.
     */
    private void forgetPositions() {
        if (mayPointBeyond) {
            Arrays.fill(starts, 0);
            Arrays.fill(lengths, 0);
            mayPointBeyond = false;
        }
    }

    /** Sets a value that lies in the viewed buffer. */
    public void setView(int position, int start, int length) {
        starts[position] = start;
        lengths[position] = length;
    }

    /** Copies a value into the own heap. */
    public void set(int position, byte[] source, int start, int length) {
        int at = allocate(position, length);
        System.arraycopy(source, start, data, at, length);
    }

    public void set(int position, byte[] value) {
        set(position, value, 0, value.length);
    }

    public void set(int position, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        set(position, bytes, 0, bytes.length);
    }

    /** Makes room for a value of this length in the own heap; the caller writes it to {@link #data()} at the result. */
    public int allocate(int position, int length) {
        if (data != heap) {
            ownView(position);
        }
        if (length > heap.length - heapEnd) {
            heap = Arrays.copyOf(heap, grownLength(length));
            data = heap;
        }
        int at = heapEnd;
        starts[position] = at;
        lengths[position] = length;
        heapEnd = at + length;
        mayPointBeyond = true;
        return at;
    }

    /** How many bytes more the own heap has room for before it grows. */
    public int room() {
        return heap.length - heapEnd;
    }

    /** Has the own heap grow to so many bytes at once, if it has fewer and one may have so many. */
    public void expectBytes(long bytes) {
        if (data == heap && bytes > heap.length) {
            heap = Arrays.copyOf(heap, (int) Math.min(bytes, LENGTH_MAX));
            data = heap;
        }
    }

    private int grownLength(int length) {
        long wanted = Math.max((long) heapEnd + length, heap.length + (heap.length >> 1));
        if (wanted > LENGTH_MAX) {
            wanted = (long) heapEnd + length;
            if (wanted > LENGTH_MAX) {
                throw new OutOfMemoryError("the text of one batch exceeds 2 GiB");
            }
        }
        return (int) wanted;
    }

    /** Gives the heap bytes from the end back, when the last value that was allocated turned out shorter. */
    public void shrink(int position, int length) {
        heapEnd = starts[position] + length;
        lengths[position] = length;
    }

    private void ownView(int upTo) {
        byte[] viewed = data;
        data = heap;
        heapEnd = 0;
        for (int i = 0; i < upTo; i++) {
            if (isNull(i)) {
                setNullValue(i);
            } else {
                set(i, viewed, starts[i], lengths[i]);
            }
        }
    }

    public String getString(int position) {
        return new String(data, starts[position], lengths[position], StandardCharsets.UTF_8);
    }

    public byte[] getBytes(int position) {
        return Arrays.copyOfRange(data, starts[position], starts[position] + lengths[position]);
    }

    @Override
    public void reset() {
        super.reset();
        if (data != heap) {
            forgetPositions();
            data = heap;
        }
        heapEnd = 0;
    }

    @Override
    void grow(int capacity) {
        starts = Arrays.copyOf(starts, capacity);
        lengths = Arrays.copyOf(lengths, capacity);
    }

    @Override
    public BytesColumn newEmpty(int capacity) {
        return new BytesColumn(capacity);
    }

    @Override
    void setValue(int position, Column source, int sourcePosition) {
        BytesColumn from = (BytesColumn) source;
        set(position, from.data, from.starts[sourcePosition], from.lengths[sourcePosition]);
    }

    @Override
    void setNullValue(int position) {
        starts[position] = 0;
        lengths[position] = 0;
    }

    @Override
    public void gather(Column source, int[] positions, int count) {
        reset();
        ensureCapacity(count);
        gatherNulls(source, positions, count);
        BytesColumn from = (BytesColumn) source;
        data = from.data;
        mayPointBeyond = true;
        for (int i = 0; i < count; i++) {
            int position = positions[i];
            starts[i] = from.starts[position];
            lengths[i] = from.lengths[position];
        }
    }

    @Override
    public long memoryBytes() {
        return (long) starts.length * (2 * Integer.BYTES + 1) + heap.length;
    }
}

package io.weir.format.parquet;

import io.weir.engine.spi.ByteSink;
import java.util.Arrays;

/** The different values of a column chunk, numbered in the order in which they first came. */
final class DictionaryWriter {
    /** The values as PLAIN has them. */
    private final ByteSink values = new ByteSink();

    private int[] starts = new int[256];
    private int[] lengths = new int[256];
    private int[] table = new int[1024];
    private int size;

    void clear() {
        values.clear();
        size = 0;
        Arrays.fill(table, 0);
    }

    int size() {
        return size;
    }

    /** The page of the dictionary. */
    ByteSink values() {
        return values;
    }

    /** The number of a value; a text has its length before it in the page. */
    int add(byte[] data, int start, int length, boolean hasLength) {
        int hash = hash(data, start, length);
        int at = hash & (table.length - 1);
        while (table[at] != 0) {
            int id = table[at] - 1;
            int from = starts[id];
            if (Arrays.equals(values.bytes(), from, from + lengths[id], data, start, start + length)) {
                return id;
            }
            at = (at + 1) & (table.length - 1);
        }
        if (hasLength) {
            Plain.appendInt(length, values);
        }
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, 2 * size);
            lengths = Arrays.copyOf(lengths, 2 * size);
        }
        starts[size] = values.length();
        lengths[size] = length;
        values.append(data, start, length);
        table[at] = ++size;
        if (2 * size > table.length) {
            grow();
        }
        return size - 1;
    }

    private void grow() {
        table = new int[2 * table.length];
        for (int id = 0; id < size; id++) {
            int at = hash(values.bytes(), starts[id], lengths[id]) & (table.length - 1);
            while (table[at] != 0) {
                at = (at + 1) & (table.length - 1);
            }
            table[at] = id + 1;
        }
    }

    private static int hash(byte[] data, int start, int length) {
        int hash = 1;
        for (int i = start; i < start + length; i++) {
            hash = 31 * hash + data[i];
        }
        hash *= 0x9E3779B9;
        return hash ^ (hash >>> 15);
    }
}

package io.weir.engine.state;

import java.util.Arrays;

/** A growing list of integers. */
public final class IntList {
    private int[] items = new int[16];
    private int size;

    public int size() {
        return size;
    }

    public int get(int index) {
        return items[index];
    }

    public void add(int item) {
        if (size == items.length) {
            items = Arrays.copyOf(items, size * 2);
        }
        items[size++] = item;
    }

    /** Removes an integer, once; false if it is not there. The others may change their places. */
    public boolean remove(int item) {
        for (int i = 0; i < size; i++) {
            if (items[i] == item) {
                items[i] = items[--size];
                return true;
            }
        }
        return false;
    }

    /** The integers from 0 to {@link #size()} - 1; another array after an addition. */
    public int[] items() {
        return items;
    }

    public void clear() {
        size = 0;
    }
}

package io.weir.benchmarks.limit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Gives each distinct string a small number, counted from 0, so that a group key needs no bytes.
 *
 * <p>A string of up to 16 bytes is its two words: looking it up never touches its bytes again. Zero fills the words,
 * which is why a string may not contain the character NUL. A longer string does not occur in the benchmark.
 */
final class StringDictionary {
    static final int BYTES_MAX = 16;

    /** By hash: id + 1, or 0 where there is none. The table is at most half full. */
    private int[] table = new int[256];

    private long[] lows = new long[128];
    private long[] highs = new long[128];
    private int size;

    int size() {
        return size;
    }

    /** Returns the string's id, or -1 if it has none yet. */
    int find(long low, long high) {
        int mask = table.length - 1;
        int at = hash(low, high) & mask;
        while (true) {
            int id = table[at] - 1;
            if (id < 0 || lows[id] == low && highs[id] == high) {
                return id;
            }
            at = at + 1 & mask;
        }
    }

    List<String> strings() {
        List<String> strings = new ArrayList<>(size);
        for (int id = 0; id < size; id++) {
            byte[] bytes = new byte[BYTES_MAX];
            int length = 0;
            for (int index = 0; index < BYTES_MAX; index++) {
                bytes[index] = (byte) ((index < 8 ? lows[id] : highs[id]) >>> 8 * (index & 7));
                length = bytes[index] == 0 ? length : index + 1;
            }
            strings.add(new String(bytes, 0, length, StandardCharsets.UTF_8));
        }
        return strings;
    }

    int findOrAdd(long low, long high) {
        int id = find(low, high);
        return id < 0 ? add(low, high) : id;
    }

    private int add(long low, long high) {
        if (size == lows.length) {
            lows = Arrays.copyOf(lows, 2 * size);
            highs = Arrays.copyOf(highs, 2 * size);
            table = new int[4 * size];
            for (int id = 0; id < size; id++) {
                table[freePlace(lows[id], highs[id])] = id + 1;
            }
        }
        lows[size] = low;
        highs[size] = high;
        table[freePlace(low, high)] = size + 1;
        return size++;
    }

    private int freePlace(long low, long high) {
        int at = hash(low, high) & table.length - 1;
        while (table[at] != 0) {
            at = at + 1 & table.length - 1;
        }
        return at;
    }

    private static int hash(long low, long high) {
        long mixed = (low * 0x9E3779B97F4A7C15L ^ high) * 0xD6E8FEB86659FD93L;
        return (int) (mixed >>> 32);
    }
}

package io.weir.engine.window;

import io.weir.engine.state.Hashing;
import java.util.Arrays;

/** The positions of a batch's rows, sorted by slice, each slice's in the order of the batch. */
final class SliceBuckets {
    private static final int TABLE_SIZE_MIN = 64;

    private int bucketCount;
    private long[] entries = new long[16];
    private long[] sliceEnds = new long[16];
    private int[] counts = new int[16];
    private int[][] positions = new int[16][];
    private int rowsMax;
    private int[] table = new int[TABLE_SIZE_MIN];
    private int last;

    SliceBuckets() {
        Arrays.fill(table, -1);
    }

    void reset(int rows) {
        if (bucketCount > 1) {
            Arrays.fill(table, -1);
        }
        bucketCount = 0;
        last = -1;
        rowsMax = rows;
    }

    void add(long entry, long sliceEnd, int position) {
        int bucket = last;
        if (bucket < 0 || sliceEnds[bucket] != sliceEnd || entries[bucket] != entry) {
            bucket = find(entry, sliceEnd);
            last = bucket;
        }
        int at = counts[bucket]++;
        if (at == positions[bucket].length) {
            positions[bucket] = Arrays.copyOf(positions[bucket], Math.max(16, Math.min(at * 4, Math.max(rowsMax, 16))));
        }
        positions[bucket][at] = position;
    }

    /** All rows of the batch are of one slice; the only call after {@link #reset}. */
    void addAll(long entry, long sliceEnd, int rows) {
        int bucket = open(entry, sliceEnd);
        int[] all = positions[bucket];
        if (all.length < rows) {
            all = new int[rows];
            positions[bucket] = all;
        }
        for (int i = 0; i < rows; i++) {
            all[i] = i;
        }
        counts[bucket] = rows;
    }

    private int find(long entry, long sliceEnd) {
        if (bucketCount == 0) {
            return open(entry, sliceEnd);
        }
        if (bucketCount == 1) {
            enter(0);
        }
        int mask = table.length - 1;
        int at = place(entry, sliceEnd) & mask;
        while (table[at] >= 0) {
            int bucket = table[at];
            if (sliceEnds[bucket] == sliceEnd && entries[bucket] == entry) {
                return bucket;
            }
            at = (at + 1) & mask;
        }
        int bucket = open(entry, sliceEnd);
        if (bucketCount * 2 > table.length) {
            table = new int[table.length * 2];
            Arrays.fill(table, -1);
            for (int i = 0; i < bucketCount; i++) {
                enter(i);
            }
        } else {
            table[at] = bucket;
        }
        return bucket;
    }

    private void enter(int bucket) {
        int mask = table.length - 1;
        int at = place(entries[bucket], sliceEnds[bucket]) & mask;
        while (table[at] >= 0 && table[at] != bucket) {
            at = (at + 1) & mask;
        }
        table[at] = bucket;
    }

    private static int place(long entry, long sliceEnd) {
        return Hashing.combine(Hashing.hash(entry), Hashing.hash(sliceEnd));
    }

    private int open(long entry, long sliceEnd) {
        int bucket = bucketCount++;
        if (bucket == entries.length) {
            entries = Arrays.copyOf(entries, bucket * 2);
            sliceEnds = Arrays.copyOf(sliceEnds, bucket * 2);
            counts = Arrays.copyOf(counts, bucket * 2);
            positions = Arrays.copyOf(positions, bucket * 2);
        }
        entries[bucket] = entry;
        sliceEnds[bucket] = sliceEnd;
        counts[bucket] = 0;
        if (positions[bucket] == null) {
            positions[bucket] = new int[16];
        }
        return bucket;
    }

    int bucketCount() {
        return bucketCount;
    }

    long entry(int bucket) {
        return entries[bucket];
    }

    long sliceEnd(int bucket) {
        return sliceEnds[bucket];
    }

    int count(int bucket) {
        return counts[bucket];
    }

    int[] positions(int bucket) {
        return positions[bucket];
    }
}

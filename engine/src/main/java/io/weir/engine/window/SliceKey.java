package io.weir.engine.window;

/**
 * A slice's rows that enter their windows together.
 *
 * @param entry the end of the first window that they are part of: later than the slice's own first window for rows that
 *     were too late for that one
 * @param sliceEnd the end of the slice
 */
record SliceKey(long entry, long sliceEnd) implements Comparable<SliceKey> {
    private static final String TABLE = "slice";

    @Override
    public int compareTo(SliceKey other) {
        int byEntry = Long.compare(entry, other.entry);
        return byEntry != 0 ? byEntry : Long.compare(sliceEnd, other.sliceEnd);
    }

    /** A key that comes after those that enter at this window's end, or earlier ones, and before all others. */
    static SliceKey firstAfter(long windowEnd) {
        return new SliceKey(windowEnd + 1, Long.MIN_VALUE);
    }

    /** The name of the slice's table in snapshots. */
    String tableName() {
        return TABLE + "/" + entry + "/" + sliceEnd;
    }

    /** Reads a name that {@link #tableName} made. */
    static SliceKey ofTableName(String name) {
        String[] parts = name.split("/", -1);
        if (parts.length != 3 || !parts[0].equals(TABLE)) {
            throw new IllegalArgumentException(name);
        }
        return new SliceKey(Long.parseLong(parts[1]), Long.parseLong(parts[2]));
    }
}

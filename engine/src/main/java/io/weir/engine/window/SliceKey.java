package io.weir.engine.window;

/**
 * A slice's rows that enter their windows together.
 *
 * @param entry the end of the first window that they are part of: later than the slice's own first window for rows that
 *     were too late for that one
 * @param sliceEnd the end of the slice
 */
record SliceKey(long entry, long sliceEnd) implements Comparable<SliceKey> {
    @Override
    public int compareTo(SliceKey other) {
        int byEntry = Long.compare(entry, other.entry);
        return byEntry != 0 ? byEntry : Long.compare(sliceEnd, other.sliceEnd);
    }
}

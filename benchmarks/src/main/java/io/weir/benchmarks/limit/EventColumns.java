package io.weir.benchmarks.limit;

/** A batch of events: only the columns that the query asks for. */
final class EventColumns {
    static final int ROWS_MAX = 2_048;

    final long[] timeMillis = new long[ROWS_MAX];
    /** Ids of the decoder's dictionary. */
    final int[] page = new int[ROWS_MAX];

    final int[] loadTimeMillis = new int[ROWS_MAX];
    final int[] userId = new int[ROWS_MAX];
    int rows;
}

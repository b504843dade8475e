package io.weir.format.parquet;

import io.weir.columnar.Column;
import io.weir.columnar.IntColumn;

/** INT64 microseconds or nanoseconds of a day as TIME, which has milliseconds. */
final class TimeFromLong implements ValueReader {
    private final long unitsPerMilli;
    private long[] scratch = new long[0];

    TimeFromLong(long unitsPerMilli) {
        this.unitsPerMilli = unitsPerMilli;
    }

    @Override
    public void read(ValuesDecoder from, Column to, int at, int count) {
        if (scratch.length < count) {
            scratch = new long[count];
        }
        from.readLongs(scratch, 0, count);
        int[] values = ((IntColumn) to).values();
        for (int i = 0; i < count; i++) {
            values[at + i] = (int) (scratch[i] / unitsPerMilli);
        }
    }
}

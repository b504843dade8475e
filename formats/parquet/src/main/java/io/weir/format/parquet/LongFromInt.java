package io.weir.format.parquet;

import io.weir.columnar.Column;
import io.weir.columnar.LongColumn;

/** INT32 as BIGINT. */
final class LongFromInt implements ValueReader {
    private int[] scratch = new int[0];

    @Override
    public void read(ValuesDecoder from, Column to, int at, int count) {
        if (scratch.length < count) {
            scratch = new int[count];
        }
        from.readInts(scratch, 0, count);
        long[] values = ((LongColumn) to).values();
        for (int i = 0; i < count; i++) {
            values[at + i] = scratch[i];
        }
    }
}

package io.weir.format.parquet;

import io.weir.columnar.Column;
import io.weir.columnar.DoubleColumn;

/** FLOAT as DOUBLE. */
final class DoubleFromFloat implements ValueReader {
    private float[] scratch = new float[0];

    @Override
    public void read(ValuesDecoder from, Column to, int at, int count) {
        if (scratch.length < count) {
            scratch = new float[count];
        }
        from.readFloats(scratch, 0, count);
        double[] values = ((DoubleColumn) to).values();
        for (int i = 0; i < count; i++) {
            values[at + i] = scratch[i];
        }
    }
}

package io.weir.format.parquet;

import io.weir.columnar.BooleanColumn;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.columnar.DecimalColumn;
import io.weir.columnar.DoubleColumn;
import io.weir.columnar.FloatColumn;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import io.weir.columnar.TimestampColumn;

/**
 * Makes room for what is NULL between values that were read one behind the other: from the last one on, so that none is
 * overwritten before it was moved.
 */
final class Spread {
    private Spread() {}

    /** Moves the values at [at, at + present) to the positions of [at, at + count) that are not absent. */
    static void apply(Column column, int at, boolean[] absent, int present, int count) {
        switch (column.kind()) {
            case BOOLEAN -> booleans(((BooleanColumn) column).values(), at, absent, present, count);
            case INT -> ints(((IntColumn) column).values(), at, absent, present, count);
            case LONG -> longs(((LongColumn) column).values(), at, absent, present, count);
            case FLOAT -> floats(((FloatColumn) column).values(), at, absent, present, count);
            case DOUBLE -> doubles(((DoubleColumn) column).values(), at, absent, present, count);
            case DECIMAL -> {
                longs(((DecimalColumn) column).highs(), at, absent, present, count);
                longs(((DecimalColumn) column).lows(), at, absent, present, count);
            }
            case TIMESTAMP -> {
                longs(((TimestampColumn) column).millis(), at, absent, present, count);
                ints(((TimestampColumn) column).nanosOfMilli(), at, absent, present, count);
            }
            case BYTES -> {
                ints(((BytesColumn) column).starts(), at, absent, present, count);
                ints(((BytesColumn) column).lengths(), at, absent, present, count);
            }
            default -> throw new IllegalArgumentException("nested values are set one by one");
        }
        for (int i = 0; i < count; i++) {
            if (absent[i]) {
                column.setNull(at + i);
            }
        }
    }

    private static void booleans(boolean[] values, int at, boolean[] absent, int present, int count) {
        int from = at + present;
        for (int i = count - 1; i >= 0; i--) {
            values[at + i] = !absent[i] && values[--from];
        }
    }

    /** What is NULL becomes 0, so that the place of a text that is NULL can be read. */
    private static void ints(int[] values, int at, boolean[] absent, int present, int count) {
        int from = at + present;
        for (int i = count - 1; i >= 0; i--) {
            values[at + i] = absent[i] ? 0 : values[--from];
        }
    }

    private static void longs(long[] values, int at, boolean[] absent, int present, int count) {
        int from = at + present;
        for (int i = count - 1; i >= 0; i--) {
            values[at + i] = absent[i] ? 0 : values[--from];
        }
    }

    private static void floats(float[] values, int at, boolean[] absent, int present, int count) {
        int from = at + present;
        for (int i = count - 1; i >= 0; i--) {
            values[at + i] = absent[i] ? 0 : values[--from];
        }
    }

    private static void doubles(double[] values, int at, boolean[] absent, int present, int count) {
        int from = at + present;
        for (int i = count - 1; i >= 0; i--) {
            values[at + i] = absent[i] ? 0 : values[--from];
        }
    }
}

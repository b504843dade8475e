package io.weir.engine.state;

import io.weir.columnar.BooleanColumn;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.columnar.DecimalColumn;
import io.weir.columnar.DoubleColumn;
import io.weir.columnar.FloatColumn;
import io.weir.columnar.Int128;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import io.weir.columnar.TimestampColumn;
import java.util.Arrays;

/** The order of two values that are not null, of columns of the same shape. */
public final class ValueComparator {
    private ValueComparator() {}

    /** Negative, zero or positive as the first value is less than, equal to or greater than the second. */
    public static int compare(Column a, int positionA, Column b, int positionB) {
        return switch (a.kind()) {
            case BOOLEAN -> Boolean.compare(((BooleanColumn) a).get(positionA), ((BooleanColumn) b).get(positionB));
            case INT -> Integer.compare(((IntColumn) a).get(positionA), ((IntColumn) b).get(positionB));
            case LONG -> Long.compare(((LongColumn) a).get(positionA), ((LongColumn) b).get(positionB));
            case FLOAT -> Float.compare(((FloatColumn) a).get(positionA), ((FloatColumn) b).get(positionB));
            case DOUBLE -> Double.compare(((DoubleColumn) a).get(positionA), ((DoubleColumn) b).get(positionB));
            case DECIMAL -> {
                DecimalColumn first = (DecimalColumn) a;
                DecimalColumn second = (DecimalColumn) b;
                yield Int128.compare(
                        first.highs()[positionA],
                        first.lows()[positionA],
                        second.highs()[positionB],
                        second.lows()[positionB]);
            }
            case TIMESTAMP -> {
                TimestampColumn first = (TimestampColumn) a;
                TimestampColumn second = (TimestampColumn) b;
                int millis = Long.compare(first.millis()[positionA], second.millis()[positionB]);
                yield millis != 0
                        ? millis
                        : Integer.compare(first.nanosOfMilli()[positionA], second.nanosOfMilli()[positionB]);
            }
            case BYTES -> {
                BytesColumn first = (BytesColumn) a;
                BytesColumn second = (BytesColumn) b;
                int startA = first.starts()[positionA];
                int startB = second.starts()[positionB];
                yield Arrays.compareUnsigned(
                        first.data(),
                        startA,
                        startA + first.lengths()[positionA],
                        second.data(),
                        startB,
                        startB + second.lengths()[positionB]);
            }
            case ROW, ARRAY, MAP -> throw new IllegalArgumentException("values of " + a.kind() + " have no order");
        };
    }
}

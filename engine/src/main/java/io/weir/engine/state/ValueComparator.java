package io.weir.engine.state;

import io.weir.columnar.ArrayColumn;
import io.weir.columnar.BooleanColumn;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.columnar.DecimalColumn;
import io.weir.columnar.DoubleColumn;
import io.weir.columnar.FloatColumn;
import io.weir.columnar.Int128;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import io.weir.columnar.RowColumn;
import io.weir.columnar.TimestampColumn;
import io.weir.engine.spi.ByteSink;
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

    /** True if both are null, or equal as keys are: NaN equals NaN, and 0.0 differs from -0.0. */
    public static boolean areEqual(Column a, int positionA, Column b, int positionB) {
        if (a.isNull(positionA) || b.isNull(positionB)) {
            return a.isNull(positionA) && b.isNull(positionB);
        }
        return switch (a.kind()) {
            case BYTES -> areEqual((BytesColumn) a, positionA, (BytesColumn) b, positionB);
            case ROW -> {
                RowColumn first = (RowColumn) a;
                RowColumn second = (RowColumn) b;
                boolean areEqual = true;
                for (int i = 0; i < first.fieldCount() && areEqual; i++) {
                    areEqual = areEqual(first.field(i), positionA, second.field(i), positionB);
                }
                yield areEqual;
            }
            case ARRAY -> {
                ArrayColumn first = (ArrayColumn) a;
                ArrayColumn second = (ArrayColumn) b;
                int length = first.length(positionA);
                boolean areEqual = length == second.length(positionB);
                for (int i = 0; i < length && areEqual; i++) {
                    areEqual = areEqual(
                            first.elements(), first.start(positionA) + i,
                            second.elements(), second.start(positionB) + i);
                }
                yield areEqual;
            }
            case MAP -> {
                ByteSink first = new ByteSink();
                ByteSink second = new ByteSink();
                KeyEncoder.encode(a, positionA, first);
                KeyEncoder.encode(b, positionB, second);
                yield Arrays.equals(first.bytes(), 0, first.length(), second.bytes(), 0, second.length());
            }
            default -> compare(a, positionA, b, positionB) == 0;
        };
    }

    private static boolean areEqual(BytesColumn a, int positionA, BytesColumn b, int positionB) {
        int length = a.lengths()[positionA];
        return length == b.lengths()[positionB]
                && Hashing.equal(a.data(), a.starts()[positionA], b.data(), b.starts()[positionB], length);
    }
}

package io.weir.engine.state;

import io.weir.columnar.ArrayColumn;
import io.weir.columnar.BooleanColumn;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.columnar.DecimalColumn;
import io.weir.columnar.DoubleColumn;
import io.weir.columnar.FloatColumn;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import io.weir.columnar.MapColumn;
import io.weir.columnar.RowColumn;
import io.weir.columnar.TimestampColumn;
import java.util.Arrays;

/**
 * Whether two values are the same, as Flink asks before it passes an update on: two NULLs are, two NaNs are not, and
 * -0.0 is 0.0.
 */
public final class ValueEquality {
    private ValueEquality() {}

    /** True if two values of columns of the same shape are equal. */
    public static boolean equal(Column a, int positionA, Column b, int positionB) {
        if (a.isNull(positionA) || b.isNull(positionB)) {
            return a.isNull(positionA) && b.isNull(positionB);
        }
        return switch (a.kind()) {
            case BOOLEAN -> ((BooleanColumn) a).get(positionA) == ((BooleanColumn) b).get(positionB);
            case INT -> ((IntColumn) a).get(positionA) == ((IntColumn) b).get(positionB);
            case LONG -> ((LongColumn) a).get(positionA) == ((LongColumn) b).get(positionB);
            case FLOAT -> ((FloatColumn) a).get(positionA) == ((FloatColumn) b).get(positionB);
            case DOUBLE -> ((DoubleColumn) a).get(positionA) == ((DoubleColumn) b).get(positionB);
            case DECIMAL -> {
                DecimalColumn first = (DecimalColumn) a;
                DecimalColumn second = (DecimalColumn) b;
                yield first.highs()[positionA] == second.highs()[positionB]
                        && first.lows()[positionA] == second.lows()[positionB];
            }
            case TIMESTAMP -> {
                TimestampColumn first = (TimestampColumn) a;
                TimestampColumn second = (TimestampColumn) b;
                yield first.millis()[positionA] == second.millis()[positionB]
                        && first.nanosOfMilli()[positionA] == second.nanosOfMilli()[positionB];
            }
            case BYTES -> equalBytes((BytesColumn) a, positionA, (BytesColumn) b, positionB);
            case ROW -> equalRows((RowColumn) a, positionA, (RowColumn) b, positionB);
            case ARRAY -> equalArrays((ArrayColumn) a, positionA, (ArrayColumn) b, positionB);
            case MAP -> equalMaps((MapColumn) a, positionA, (MapColumn) b, positionB);
        };
    }

    private static boolean equalBytes(BytesColumn a, int positionA, BytesColumn b, int positionB) {
        int startA = a.starts()[positionA];
        int startB = b.starts()[positionB];
        int length = a.lengths()[positionA];
        return length == b.lengths()[positionB]
                && Arrays.equals(a.data(), startA, startA + length, b.data(), startB, startB + length);
    }

    private static boolean equalRows(RowColumn a, int positionA, RowColumn b, int positionB) {
        for (int i = 0; i < a.fieldCount(); i++) {
            if (!equal(a.field(i), positionA, b.field(i), positionB)) {
                return false;
            }
        }
        return true;
    }

    private static boolean equalArrays(ArrayColumn a, int positionA, ArrayColumn b, int positionB) {
        int length = a.length(positionA);
        if (length != b.length(positionB)) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (!equal(a.elements(), a.start(positionA) + i, b.elements(), b.start(positionB) + i)) {
                return false;
            }
        }
        return true;
    }

    /** Entries have no order: each one of the first map is looked for in the second, which has as many. */
    private static boolean equalMaps(MapColumn a, int positionA, MapColumn b, int positionB) {
        int length = a.length(positionA);
        if (length != b.length(positionB)) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (!hasEntry(a, a.start(positionA) + i, b, positionB, i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasEntry(MapColumn a, int entry, MapColumn b, int positionB, int guess) {
        int length = b.length(positionB);
        for (int i = 0; i < length; i++) {
            int other = b.start(positionB) + (guess + i) % length;
            if (equal(a.keys(), entry, b.keys(), other)) {
                return equal(a.values(), entry, b.values(), other);
            }
        }
        return false;
    }
}

package io.weir.engine.expression;

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

/** Single values of columns of any kind, for what is not worth a kernel of its own. */
final class Values {
    private Values() {}

    /** Epoch milliseconds of a timestamp of either layout. */
    static long millis(Column column, int position) {
        return column instanceof LongColumn longs ? longs.get(position) : ((TimestampColumn) column).millis()[position];
    }

    /** Nanoseconds beyond the milliseconds of a timestamp of either layout. */
    static int nanosOfMilli(Column column, int position) {
        return column instanceof TimestampColumn timestamps ? timestamps.nanosOfMilli()[position] : 0;
    }

    /** Whether two values, null or not, of columns of the same shape are the same; nulls are equal to each other. */
    static boolean same(Column left, int leftPosition, Column right, int rightPosition) {
        boolean leftNull = left.isNull(leftPosition);
        boolean rightNull = right.isNull(rightPosition);
        return leftNull || rightNull ? leftNull && rightNull : equal(left, leftPosition, right, rightPosition);
    }

    /** Whether two values that are not null, of columns of the same shape, are equal. */
    static boolean equal(Column left, int i, Column right, int j) {
        if (left instanceof IntColumn ints) {
            return ints.get(i) == ((IntColumn) right).get(j);
        } else if (left instanceof LongColumn || left instanceof TimestampColumn) {
            return millis(left, i) == millis(right, j) && nanosOfMilli(left, i) == nanosOfMilli(right, j);
        } else if (left instanceof BytesColumn bytes) {
            return equalBytes(bytes, i, (BytesColumn) right, j);
        } else if (left instanceof BooleanColumn booleans) {
            return booleans.get(i) == ((BooleanColumn) right).get(j);
        } else if (left instanceof DoubleColumn doubles) {
            return doubles.get(i) == ((DoubleColumn) right).get(j);
        } else if (left instanceof FloatColumn floats) {
            return floats.get(i) == ((FloatColumn) right).get(j);
        } else if (left instanceof DecimalColumn decimals) {
            DecimalColumn other = (DecimalColumn) right;
            return decimals.highs()[i] == other.highs()[j] && decimals.lows()[i] == other.lows()[j];
        } else if (left instanceof RowColumn rows) {
            return equalRows(rows, i, (RowColumn) right, j);
        } else if (left instanceof ArrayColumn arrays) {
            return equalArrays(arrays, i, (ArrayColumn) right, j);
        } else {
            return equalMaps((MapColumn) left, i, (MapColumn) right, j);
        }
    }

    static boolean equalBytes(BytesColumn left, int i, BytesColumn right, int j) {
        int leftStart = left.starts()[i];
        int rightStart = right.starts()[j];
        return Arrays.equals(
                left.data(),
                leftStart,
                leftStart + left.lengths()[i],
                right.data(),
                rightStart,
                rightStart + right.lengths()[j]);
    }

    private static boolean equalRows(RowColumn left, int i, RowColumn right, int j) {
        for (int field = 0; field < left.fieldCount(); field++) {
            if (!same(left.field(field), i, right.field(field), j)) {
                return false;
            }
        }
        return true;
    }

    private static boolean equalArrays(ArrayColumn left, int i, ArrayColumn right, int j) {
        int length = left.length(i);
        if (length != right.length(j)) {
            return false;
        }
        for (int k = 0; k < length; k++) {
            if (!same(left.elements(), left.start(i) + k, right.elements(), right.start(j) + k)) {
                return false;
            }
        }
        return true;
    }

    private static boolean equalMaps(MapColumn left, int i, MapColumn right, int j) {
        if (left.length(i) != right.length(j)) {
            return false;
        }
        for (int k = left.start(i); k < left.start(i) + left.length(i); k++) {
            int found = find(right, j, left.keys(), k);
            if (found < 0 || !same(left.values(), k, right.values(), found)) {
                return false;
            }
        }
        return true;
    }

    /** The position in keys and values of the entry with this key, or -1. */
    static int find(MapColumn maps, int position, Column keys, int keyPosition) {
        int start = maps.start(position);
        for (int k = start; k < start + maps.length(position); k++) {
            if (same(maps.keys(), k, keys, keyPosition)) {
                return k;
            }
        }
        return -1;
    }
}

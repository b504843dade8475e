package io.weir.engine.expression;

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
import io.weir.columnar.MapColumn;
import io.weir.columnar.RowColumn;
import io.weir.columnar.TimestampColumn;
import io.weir.engine.type.Columns;
import java.util.Arrays;
import org.apache.flink.table.types.logical.LogicalType;

/** Single values of columns of any kind, for what is not worth a kernel of its own. */
final class Values {
    private Values() {}

    /** Makes a value of any kind null, of a position that has not been written since reset. */
    static void setNull(Column column, int position) {
        if (column instanceof RowColumn rows) {
            for (int field = 0; field < rows.fieldCount(); field++) {
                setNull(rows.field(field), position);
            }
        } else if (column instanceof ArrayColumn arrays) {
            arrays.begin(position);
        } else if (column instanceof MapColumn maps) {
            maps.begin(position);
        } else if (column instanceof BytesColumn bytes) {
            bytes.setView(position, 0, 0);
        }
        column.setNull(position);
    }

    /** A value of a column of ints or longs. */
    static long wholeNumber(Column column, int position) {
        return column instanceof IntColumn ints ? ints.get(position) : ((LongColumn) column).get(position);
    }

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

    /** Whether {@link #order} knows the type. */
    static boolean isOrdered(LogicalType type) {
        return switch (Columns.kind(type)) {
            case ROW, ARRAY, MAP -> false;
            default -> true;
        };
    }

    /**
     * The sign of the order of two values that are not null, of columns of the same shape; NaN is the greatest number.
     */
    static int order(Column left, int i, Column right, int j) {
        if (left instanceof IntColumn ints) {
            return Integer.compare(ints.get(i), ((IntColumn) right).get(j));
        } else if (left instanceof LongColumn || left instanceof TimestampColumn) {
            int order = Long.compare(millis(left, i), millis(right, j));
            return order != 0 ? order : Integer.compare(nanosOfMilli(left, i), nanosOfMilli(right, j));
        } else if (left instanceof DoubleColumn doubles) {
            return Double.compare(doubles.get(i), ((DoubleColumn) right).get(j));
        } else if (left instanceof FloatColumn floats) {
            return Float.compare(floats.get(i), ((FloatColumn) right).get(j));
        } else if (left instanceof BytesColumn bytes) {
            return BytesKernels.order(bytes, i, (BytesColumn) right, j);
        } else if (left instanceof BooleanColumn booleans) {
            return Boolean.compare(booleans.get(i), ((BooleanColumn) right).get(j));
        } else if (left instanceof DecimalColumn decimals) {
            DecimalColumn other = (DecimalColumn) right;
            return Int128.compare(decimals.highs()[i], decimals.lows()[i], other.highs()[j], other.lows()[j]);
        }
        throw new IllegalArgumentException("no order of " + left.kind());
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

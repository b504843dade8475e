package io.weir.engine.aggregate;

import io.weir.columnar.Column;
import io.weir.columnar.DecimalColumn;
import io.weir.columnar.DoubleColumn;
import io.weir.columnar.FloatColumn;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import java.math.BigDecimal;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;

/** Numbers of any type as DOUBLE, by Flink's rules. */
final class Numbers {
    private Numbers() {}

    /** The scale of a DECIMAL, 0 for all other types. */
    static int scale(LogicalType type) {
        return type instanceof DecimalType decimal ? decimal.getScale() : 0;
    }

    /** The value at a position, which is not null, of a column whose values are DECIMAL of this scale, or have none. */
    static double toDouble(Column column, int position, int scale) {
        if (column instanceof DoubleColumn doubles) {
            return doubles.get(position);
        }
        if (column instanceof LongColumn longs) {
            long value = longs.get(position);
            // Powers of ten of up to 18 digits are exact.
            return scale == 0 ? value : value / POWERS[scale];
        }
        if (column instanceof IntColumn ints) {
            return ints.get(position);
        }
        if (column instanceof FloatColumn floats) {
            return floats.get(position);
        }
        return new BigDecimal(((DecimalColumn) column).unscaled(position), scale).doubleValue();
    }

    /** An integer of any width. */
    static long toLong(Column column, int position) {
        return column instanceof LongColumn longs ? longs.get(position) : ((IntColumn) column).get(position);
    }

    private static final double[] POWERS = new double[19];

    static {
        double power = 1;
        for (int i = 0; i < POWERS.length; i++) {
            POWERS[i] = power;
            power *= 10;
        }
    }
}

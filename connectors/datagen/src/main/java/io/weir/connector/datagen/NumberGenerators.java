package io.weir.connector.datagen;

import io.weir.columnar.BooleanColumn;
import io.weir.columnar.Column;
import io.weir.columnar.DecimalColumn;
import io.weir.columnar.DoubleColumn;
import io.weir.columnar.FloatColumn;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Generators of numbers: random ones between two bounds, and sequences. */
final class NumberGenerators {
    private NumberGenerators() {}

    /** TINYINT, SMALLINT, INTEGER, BIGINT, the intervals and short DECIMALs (unscaled): min to max, both included. */
    static FieldGenerator integers(long seed, long min, long max) {
        long range = max - min + 1;
        return new FieldGenerator() {
            @Override
            void generate(Column column, int at, int count, long firstRow, RowTimes times) {
                if (column instanceof IntColumn ints) {
                    randomInts(seed, firstRow, (int) min, range, ints.values(), at, count);
                } else {
                    randomLongs(seed, firstRow, min, range, ((LongColumn) column).values(), at, count);
                }
            }
        };
    }

    /** FLOAT and DOUBLE: min to max. */
    static FieldGenerator floats(long seed, double min, double max) {
        return new FieldGenerator() {
            @Override
            void generate(Column column, int at, int count, long firstRow, RowTimes times) {
                if (column instanceof FloatColumn floats) {
                    float[] to = floats.values();
                    for (int i = 0; i < count; i++) {
                        to[at + i] = (float) between(RandomNumbers.unitAt(seed, firstRow + i), min, max);
                    }
                } else {
                    double[] to = ((DoubleColumn) column).values();
                    for (int i = 0; i < count; i++) {
                        to[at + i] = between(RandomNumbers.unitAt(seed, firstRow + i), min, max);
                    }
                }
            }
        };
    }

    /** DECIMAL of more digits than a long holds. */
    static FieldGenerator decimals(long seed, double min, double max, int precision, int scale) {
        MathContext context = new MathContext(precision, RoundingMode.DOWN);
        return new FieldGenerator() {
            @Override
            void generate(Column column, int at, int count, long firstRow, RowTimes times) {
                for (int i = 0; i < count; i++) {
                    double value = between(RandomNumbers.unitAt(seed, firstRow + i), min, max);
                    BigDecimal decimal = new BigDecimal(value, context).setScale(scale, RoundingMode.DOWN);
                    ((DecimalColumn) column).set(at + i, decimal.unscaledValue());
                }
            }
        };
    }

    static FieldGenerator booleans(long seed) {
        return new FieldGenerator() {
            @Override
            void generate(Column column, int at, int count, long firstRow, RowTimes times) {
                boolean[] to = ((BooleanColumn) column).values();
                for (int i = 0; i < count; i++) {
                    to[at + i] = RandomNumbers.at(seed, firstRow + i) < 0;
                }
            }
        };
    }

    /** start, start + 1, … in a column of any kind of numbers; of DECIMALs each number is multiplied by a factor. */
    static FieldGenerator sequence(long start, long factor) {
        return new FieldGenerator() {
            @Override
            void generate(Column column, int at, int count, long firstRow, RowTimes times) {
                long first = start + firstRow;
                if (column instanceof IntColumn ints) {
                    for (int i = 0; i < count; i++) {
                        ints.values()[at + i] = (int) (first + i);
                    }
                } else if (column instanceof LongColumn longs) {
                    for (int i = 0; i < count; i++) {
                        longs.values()[at + i] = (first + i) * factor;
                    }
                } else if (column instanceof DoubleColumn doubles) {
                    for (int i = 0; i < count; i++) {
                        doubles.values()[at + i] = first + i;
                    }
                } else {
                    for (int i = 0; i < count; i++) {
                        ((FloatColumn) column).values()[at + i] = first + i;
                    }
                }
            }
        };
    }

    /** A sequence of DECIMALs of more digits than a long holds. */
    static FieldGenerator decimalSequence(long start, int scale) {
        return new FieldGenerator() {
            @Override
            void generate(Column column, int at, int count, long firstRow, RowTimes times) {
                for (int i = 0; i < count; i++) {
                    BigDecimal value = BigDecimal.valueOf(start + firstRow + i).setScale(scale);
                    ((DecimalColumn) column).set(at + i, value.unscaledValue());
                }
            }
        };
    }

    /** Not min + unit * (max - min), which overflows for the widest bounds. */
    private static double between(double unit, double min, double max) {
        return unit * max + (1 - unit) * min;
    }

    private static void randomInts(long seed, long firstRow, int min, long range, int[] to, int at, int count) {
        for (int i = 0; i < count; i++) {
            // The range is at most 2 to the power of 32, so 32 random bits times the range fit.
            to[at + i] = min + (int) (((RandomNumbers.at(seed, firstRow + i) >>> 32) * range) >>> 32);
        }
    }

    private static void randomLongs(long seed, long firstRow, long min, long range, long[] to, int at, int count) {
        for (int i = 0; i < count; i++) {
            to[at + i] = min + RandomNumbers.bounded(RandomNumbers.at(seed, firstRow + i), range);
        }
    }
}

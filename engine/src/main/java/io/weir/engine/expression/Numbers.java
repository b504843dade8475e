package io.weir.engine.expression;

import io.weir.columnar.Column;
import io.weir.columnar.DecimalColumn;
import io.weir.columnar.DoubleColumn;
import io.weir.columnar.FloatColumn;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.math.BigDecimal;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.LogicalTypeRoot;

/** Conversions between numeric types, as CAST and the implicit conversions of operators do them. */
final class Numbers {
    private Numbers() {}

    static boolean isNumeric(LogicalType type) {
        return type.is(LogicalTypeFamily.NUMERIC);
    }

    static boolean isInteger(LogicalType type) {
        return type.is(LogicalTypeFamily.INTEGER_NUMERIC);
    }

    static boolean isFloating(LogicalType type) {
        return type.is(LogicalTypeFamily.APPROXIMATE_NUMERIC);
    }

    /** The decimal type that holds every value of an integer type; decimals stay what they are. */
    static DecimalType exactDecimal(LogicalType type) {
        return switch (type.getTypeRoot()) {
            case TINYINT -> new DecimalType(type.isNullable(), 3, 0);
            case SMALLINT -> new DecimalType(type.isNullable(), 5, 0);
            case INTEGER -> new DecimalType(type.isNullable(), 10, 0);
            case BIGINT -> new DecimalType(type.isNullable(), 19, 0);
            default -> (DecimalType) type;
        };
    }

    static Expression toDouble(Expression operand) {
        return convert(operand, new DoubleType(operand.type().isNullable()));
    }

    static Expression toLong(Expression operand) {
        return convert(operand, new BigIntType(operand.type().isNullable()));
    }

    static Expression toInt(Expression operand) {
        return convert(operand, new IntType(operand.type().isNullable()));
    }

    /** Converts numbers, intervals counting as the integers that hold them. */
    static Expression convert(Expression operand, LogicalType target) {
        LogicalType source = operand.type();
        if (Decimals.isDecimal(target)) {
            return toDecimal(operand, target);
        }
        if (storage(source) == storage(target)) {
            return operand;
        }
        if (Decimals.isDecimal(source)) {
            return fromDecimal(operand, target);
        }
        return ExpressionCompiler.fold(primitive(operand, target));
    }

    /** The primitive type whose range a value of this type has. */
    private static LogicalTypeRoot storage(LogicalType type) {
        return switch (type.getTypeRoot()) {
            case INTERVAL_YEAR_MONTH, DATE, TIME_WITHOUT_TIME_ZONE -> LogicalTypeRoot.INTEGER;
            case INTERVAL_DAY_TIME -> LogicalTypeRoot.BIGINT;
            default -> type.getTypeRoot();
        };
    }

    private static KernelExpression primitive(Expression operand, LogicalType target) {
        return switch (storage(operand.type())) {
            case TINYINT, SMALLINT, INTEGER -> fromInt(operand, target);
            case BIGINT -> fromLong(operand, target);
            case FLOAT -> fromFloat(operand, target);
            case DOUBLE -> fromDouble(operand, target);
            default -> throw unexpected(operand.type(), target);
        };
    }

    private static IllegalArgumentException unexpected(LogicalType source, LogicalType target) {
        return new IllegalArgumentException(source + " to " + target + " is no conversion of numbers");
    }

    private static KernelExpression fromInt(Expression operand, LogicalType target) {
        return switch (storage(target)) {
            case TINYINT -> ints(operand, target, NumberKernels::intToByte);
            case SMALLINT -> ints(operand, target, NumberKernels::intToShort);
            case INTEGER -> ints(operand, target, Numbers::copy);
            case BIGINT ->
                Kernels.<IntColumn, LongColumn>unary(
                        target, operand, (a, r, n) -> NumberKernels.intToLong(a.values(), r.values(), n));
            case FLOAT ->
                Kernels.<IntColumn, FloatColumn>unary(
                        target, operand, (a, r, n) -> NumberKernels.intToFloat(a.values(), r.values(), n));
            case DOUBLE ->
                Kernels.<IntColumn, DoubleColumn>unary(
                        target, operand, (a, r, n) -> NumberKernels.intToDouble(a.values(), r.values(), n));
            default -> throw unexpected(operand.type(), target);
        };
    }

    private interface Ints {
        void run(int[] from, int[] to, int count);
    }

    private static KernelExpression ints(Expression operand, LogicalType target, Ints kernel) {
        return Kernels.<IntColumn, IntColumn>unary(target, operand, (a, r, n) -> kernel.run(a.values(), r.values(), n));
    }

    private static void copy(int[] from, int[] to, int count) {
        System.arraycopy(from, 0, to, 0, count);
    }

    private interface LongsToInts {
        void run(long[] from, int[] to, int count);
    }

    private static KernelExpression longsToInts(Expression operand, LogicalType target, LongsToInts kernel) {
        return Kernels.<LongColumn, IntColumn>unary(
                target, operand, (a, r, n) -> kernel.run(a.values(), r.values(), n));
    }

    private static KernelExpression fromLong(Expression operand, LogicalType target) {
        return switch (storage(target)) {
            case TINYINT -> longsToInts(operand, target, NumberKernels::longToByte);
            case SMALLINT -> longsToInts(operand, target, NumberKernels::longToShort);
            case INTEGER -> longsToInts(operand, target, NumberKernels::longToInt);
            case FLOAT ->
                Kernels.<LongColumn, FloatColumn>unary(
                        target, operand, (a, r, n) -> NumberKernels.longToFloat(a.values(), r.values(), n));
            case DOUBLE ->
                Kernels.<LongColumn, DoubleColumn>unary(
                        target, operand, (a, r, n) -> NumberKernels.longToDouble(a.values(), r.values(), n));
            default -> throw unexpected(operand.type(), target);
        };
    }

    private interface FloatsToInts {
        void run(float[] from, int[] to, int count);
    }

    private static KernelExpression floatsToInts(Expression operand, LogicalType target, FloatsToInts kernel) {
        return Kernels.<FloatColumn, IntColumn>unary(
                target, operand, (a, r, n) -> kernel.run(a.values(), r.values(), n));
    }

    private static KernelExpression fromFloat(Expression operand, LogicalType target) {
        return switch (storage(target)) {
            case TINYINT -> floatsToInts(operand, target, NumberKernels::floatToByte);
            case SMALLINT -> floatsToInts(operand, target, NumberKernels::floatToShort);
            case INTEGER -> floatsToInts(operand, target, NumberKernels::floatToInt);
            case BIGINT ->
                Kernels.<FloatColumn, LongColumn>unary(
                        target, operand, (a, r, n) -> NumberKernels.floatToLong(a.values(), r.values(), n));
            case DOUBLE ->
                Kernels.<FloatColumn, DoubleColumn>unary(
                        target, operand, (a, r, n) -> NumberKernels.floatToDouble(a.values(), r.values(), n));
            default -> throw unexpected(operand.type(), target);
        };
    }

    private interface DoublesToInts {
        void run(double[] from, int[] to, int count);
    }

    private static KernelExpression doublesToInts(Expression operand, LogicalType target, DoublesToInts kernel) {
        return Kernels.<DoubleColumn, IntColumn>unary(
                target, operand, (a, r, n) -> kernel.run(a.values(), r.values(), n));
    }

    private static KernelExpression fromDouble(Expression operand, LogicalType target) {
        return switch (storage(target)) {
            case TINYINT -> doublesToInts(operand, target, NumberKernels::doubleToByte);
            case SMALLINT -> doublesToInts(operand, target, NumberKernels::doubleToShort);
            case INTEGER -> doublesToInts(operand, target, NumberKernels::doubleToInt);
            case BIGINT ->
                Kernels.<DoubleColumn, LongColumn>unary(
                        target, operand, (a, r, n) -> NumberKernels.doubleToLong(a.values(), r.values(), n));
            case FLOAT ->
                Kernels.<DoubleColumn, FloatColumn>unary(
                        target, operand, (a, r, n) -> NumberKernels.doubleToFloat(a.values(), r.values(), n));
            default -> throw unexpected(operand.type(), target);
        };
    }

    // ---- decimals --------------------------------------------------------------------------------------------------

    private static Expression fromDecimal(Expression operand, LogicalType target) {
        int scale = Decimals.scale(operand.type());
        boolean nullable = target.isNullable();
        if (isFloating(target)) {
            Expression doubles = ExpressionCompiler.fold(Kernels.<Column, DoubleColumn>unary(
                    new DoubleType(nullable), operand, (a, r, n) -> Decimals.toDoubles(a, scale, r.values(), n)));
            return convert(doubles, target);
        }
        Expression longs = ExpressionCompiler.fold(Kernels.<Column, LongColumn>unary(
                new BigIntType(nullable), operand, (a, r, n) -> Decimals.toLongs(a, scale, r.values(), n)));
        return convert(longs, target);
    }

    private static Expression toDecimal(Expression operand, LogicalType target) {
        LogicalType source = operand.type();
        int precision = Decimals.precision(target);
        int scale = Decimals.scale(target);
        if (Decimals.isDecimal(source)) {
            return ExpressionCompiler.fold(decimalToDecimal(operand, target));
        }
        if (isInteger(source)) {
            return ExpressionCompiler.fold(integerToDecimal(operand, (DecimalType) target));
        }
        return ExpressionCompiler.fold(Kernels.<DoubleColumn, Column>unary(
                        target,
                        toDouble(operand),
                        (a, r, n) -> doublesToDecimals(a.values(), r, precision, scale, target, n))
                .fallible());
    }

    private static Expression integerToDecimal(Expression operand, DecimalType target) {
        int precision = target.getPrecision();
        int scale = target.getScale();
        Expression longs = toLong(operand);
        if (Decimals.isCompact(target)) {
            return Kernels.<LongColumn, LongColumn>unary(
                    target, longs, (a, r, n) -> Decimals.fromLongsCompact(a.values(), r, precision, scale, n));
        }
        if (WideDecimals.canHoldIntegers(exactDecimal(operand.type()), target)) {
            long factor = Decimals.power(scale);
            return Kernels.<LongColumn, DecimalColumn>unary(
                    target, longs, (a, r, n) -> WideDecimals.widen(a, factor, r, n));
        }
        return Kernels.<LongColumn, Column>unary(
                target, longs, (a, r, n) -> Decimals.fromLongs(a.values(), r, precision, scale, n));
    }

    private static Expression decimalToDecimal(Expression operand, LogicalType target) {
        LogicalType source = operand.type();
        int precision = Decimals.precision(target);
        int scale = Decimals.scale(target);
        int fromScale = Decimals.scale(source);
        if (fromScale == scale && Decimals.precision(source) == precision) {
            return operand;
        }
        if (Decimals.isCompact(source) && Decimals.isCompact(target)) {
            if (scale >= fromScale && precision - scale >= Decimals.precision(source) - fromScale) {
                long factor = Decimals.power(scale - fromScale);
                return Kernels.<LongColumn, LongColumn>unary(
                        target, operand, (a, r, n) -> Decimals.scaleUp(a.values(), factor, r.values(), n));
            }
            return Kernels.<LongColumn, LongColumn>unary(
                    target, operand, (a, r, n) -> Decimals.rescale(a, fromScale, r, precision, scale, n));
        }
        if (WideDecimals.canWiden((DecimalType) source, (DecimalType) target)) {
            long factor = Decimals.power(scale - fromScale);
            return Kernels.<Column, DecimalColumn>unary(
                    target, operand, (a, r, n) -> WideDecimals.widen(a, factor, r, n));
        }
        return Kernels.<Column, Column>unary(
                target, operand, (a, r, n) -> Decimals.rescaleAny(a, fromScale, r, precision, scale, n));
    }

    private static void doublesToDecimals(
            double[] from, Column to, int precision, int scale, LogicalType target, int count) {
        for (int i = 0; i < count; i++) {
            if (!to.isNull(i)) {
                if (Double.isNaN(from[i]) || Double.isInfinite(from[i])) {
                    throw new WeirException(
                            ErrorCode.VALUE_INVALID, from[i] + " cannot be cast to " + target.asSummaryString());
                }
                Decimals.set(to, precision, scale, i, BigDecimal.valueOf(from[i]));
            }
        }
    }
}

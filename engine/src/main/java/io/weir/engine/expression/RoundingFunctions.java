package io.weir.engine.expression;

import io.weir.columnar.Column;
import io.weir.columnar.DoubleColumn;
import io.weir.columnar.FloatColumn;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import io.weir.engine.type.Columns;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;

/** ABS, SIGN, CEIL, FLOOR, ROUND and TRUNCATE of numbers. */
final class RoundingFunctions {
    /** Digits behind the point that TRUNCATE sees of a floating point number. */
    private static final int TRUNCATE_SCALE = 18;

    private RoundingFunctions() {}

    static void register(FunctionRegistry registry) {
        registry.add("ABS", RoundingFunctions::abs);
        registry.add("SIGN", RoundingFunctions::sign);
        registry.add("ROUND", call -> round(call, RoundingMode.HALF_UP));
        registry.add("TRUNCATE", call -> round(call, RoundingMode.DOWN));
        registry.add("FLOOR", call -> call.operandCount() == 2 ? TimeRounding.compile(call, false) : floor(call));
        registry.add("CEIL", call -> call.operandCount() == 2 ? TimeRounding.compile(call, true) : ceil(call));
    }

    private static Expression abs(Call call) {
        LogicalType type = call.type();
        if (!Numbers.isNumeric(type)) {
            throw call.notNative();
        }
        Expression operand = Numbers.convert(call.operand(0), type);
        return switch (Columns.kind(type)) {
            case INT ->
                Kernels.<IntColumn, IntColumn>unary(type, operand, (a, r, n) -> {
                    abs(a.values(), r.values(), n);
                    narrow(type, r.values(), n);
                });
            case LONG ->
                Kernels.<LongColumn, LongColumn>unary(type, operand, (a, r, n) -> abs(a.values(), r.values(), n));
            case FLOAT ->
                Kernels.<FloatColumn, FloatColumn>unary(type, operand, (a, r, n) -> abs(a.values(), r.values(), n));
            case DOUBLE ->
                Kernels.<DoubleColumn, DoubleColumn>unary(type, operand, (a, r, n) -> abs(a.values(), r.values(), n));
            default -> decimals(call, operand, BigDecimal::abs);
        };
    }

    private static void narrow(LogicalType type, int[] values, int count) {
        if (type.is(LogicalTypeRoot.TINYINT)) {
            NumberKernels.intToByte(values, values, count);
        } else if (type.is(LogicalTypeRoot.SMALLINT)) {
            NumberKernels.intToShort(values, values, count);
        }
    }

    private static Expression sign(Call call) {
        LogicalType type = call.type();
        if (!Numbers.isNumeric(type)) {
            throw call.notNative();
        }
        if (Decimals.isDecimal(type)) {
            return decimals(call, call.operand(0), value -> BigDecimal.valueOf(value.signum()));
        }
        Expression operand = call.operand(0);
        Expression signs = Numbers.isFloating(operand.type())
                ? Kernels.<DoubleColumn, DoubleColumn>unary(
                        new DoubleType(), Numbers.toDouble(operand), (a, r, n) -> sign(a.values(), r.values(), n))
                : Kernels.<LongColumn, IntColumn>unary(
                        new IntType(), Numbers.toLong(operand), (a, r, n) -> sign(a.values(), r.values(), n));
        return Numbers.convert(signs, type);
    }

    private static Expression floor(Call call) {
        LogicalType type = call.operandType(0);
        if (!Numbers.isNumeric(type)) {
            throw call.notNative();
        }
        if (Decimals.isDecimal(type)) {
            return decimals(call, call.operand(0), value -> value.setScale(0, RoundingMode.FLOOR));
        }
        if (!Numbers.isFloating(type)) {
            return Numbers.convert(call.operand(0), call.type());
        }
        return Numbers.convert(
                Kernels.<DoubleColumn, DoubleColumn>unary(
                        new DoubleType(),
                        Numbers.toDouble(call.operand(0)),
                        (a, r, n) -> floor(a.values(), r.values(), n)),
                call.type());
    }

    private static Expression ceil(Call call) {
        LogicalType type = call.operandType(0);
        if (!Numbers.isNumeric(type)) {
            throw call.notNative();
        }
        if (Decimals.isDecimal(type)) {
            return decimals(call, call.operand(0), value -> value.setScale(0, RoundingMode.CEILING));
        }
        if (!Numbers.isFloating(type)) {
            return Numbers.convert(call.operand(0), call.type());
        }
        return Numbers.convert(
                Kernels.<DoubleColumn, DoubleColumn>unary(
                        new DoubleType(),
                        Numbers.toDouble(call.operand(0)),
                        (a, r, n) -> ceil(a.values(), r.values(), n)),
                call.type());
    }

    // ---- ROUND and TRUNCATE ----------------------------------------------------------------------------------------

    private static Expression round(Call call, RoundingMode mode) {
        LogicalType type = call.type();
        Expression operand = call.operand(0);
        Expression digits = call.operandCount() == 1
                ? ExpressionCompiler.constant(new IntType(false), zero())
                : Numbers.toInt(call.operand(1));
        if (!Numbers.isNumeric(type) || !Numbers.isNumeric(operand.type())) {
            throw call.notNative();
        }
        if (Decimals.isDecimal(operand.type())) {
            if (!Decimals.isDecimal(type) || !(digits instanceof Constant constant) || constant.isNull()) {
                throw call.notNative();
            }
            int places = constant.intValue();
            return decimals(call, operand, value -> round(value, places, mode));
        }
        return switch (Columns.kind(type)) {
            case INT, LONG ->
                Kernels.<Column, IntColumn, Column>binary(
                        type,
                        Numbers.convert(operand, type),
                        digits,
                        (a, b, r, n) -> roundWhole(a, b, r, n, mode, type));
            case FLOAT, DOUBLE ->
                Kernels.<Column, IntColumn, Column>binary(
                                type,
                                Numbers.convert(operand, type),
                                digits,
                                (a, b, r, n) -> roundFloating(a, b, r, n, mode, call.name()))
                        .fallible();
            default -> throw call.notNative();
        };
    }

    private static IntColumn zero() {
        IntColumn column = new IntColumn(1);
        column.set(0, 0);
        return column;
    }

    private static BigDecimal round(BigDecimal value, int places, RoundingMode mode) {
        return places >= value.scale()
                ? value
                : value.movePointRight(places).setScale(0, mode).movePointLeft(places);
    }

    // ---- decimals --------------------------------------------------------------------------------------------------

    /** A function of one decimal. */
    private interface DecimalFunction {
        BigDecimal apply(BigDecimal value);
    }

    private static Expression decimals(Call call, Expression operand, DecimalFunction function) {
        LogicalType type = call.type();
        if (!Decimals.isDecimal(type)) {
            throw call.notNative();
        }
        int fromScale = Decimals.scale(operand.type());
        int precision = Decimals.precision(type);
        int scale = Decimals.scale(type);
        return Kernels.<Column, Column>unary(type, operand, (a, r, n) -> {
            for (int i = 0; i < n; i++) {
                if (!r.isNull(i)) {
                    Decimals.set(r, precision, scale, i, function.apply(Decimals.get(a, fromScale, i)));
                }
            }
        });
    }

    // ---- kernels ---------------------------------------------------------------------------------------------------

    static void abs(int[] from, int[] to, int count) {
        for (int i = 0; i < count; i++) {
            to[i] = Math.abs(from[i]);
        }
    }

    static void abs(long[] from, long[] to, int count) {
        for (int i = 0; i < count; i++) {
            to[i] = Math.abs(from[i]);
        }
    }

    static void abs(float[] from, float[] to, int count) {
        for (int i = 0; i < count; i++) {
            to[i] = Math.abs(from[i]);
        }
    }

    static void abs(double[] from, double[] to, int count) {
        for (int i = 0; i < count; i++) {
            to[i] = Math.abs(from[i]);
        }
    }

    static void sign(double[] from, double[] to, int count) {
        for (int i = 0; i < count; i++) {
            to[i] = Math.signum(from[i]);
        }
    }

    static void sign(long[] from, int[] to, int count) {
        for (int i = 0; i < count; i++) {
            to[i] = Long.signum(from[i]);
        }
    }

    static void floor(double[] from, double[] to, int count) {
        for (int i = 0; i < count; i++) {
            to[i] = Math.floor(from[i]);
        }
    }

    static void ceil(double[] from, double[] to, int count) {
        for (int i = 0; i < count; i++) {
            to[i] = Math.ceil(from[i]);
        }
    }

    private static void roundWhole(
            Column from, IntColumn digits, Column to, int count, RoundingMode mode, LogicalType type) {
        for (int i = 0; i < count; i++) {
            if (!to.isNull(i)) {
                long value = Values.wholeNumber(from, i);
                if (digits.get(i) < 0) {
                    value = round(BigDecimal.valueOf(value), digits.get(i), mode)
                            .longValue();
                }
                if (to instanceof LongColumn longs) {
                    longs.set(i, value);
                } else {
                    ((IntColumn) to).set(i, (int) value);
                }
            }
        }
        if (to instanceof IntColumn ints) {
            narrow(type, ints.values(), count);
        }
    }

    private static void roundFloating(
            Column from, IntColumn digits, Column to, int count, RoundingMode mode, String name) {
        for (int i = 0; i < count; i++) {
            if (!to.isNull(i)) {
                double value = from instanceof DoubleColumn doubles ? doubles.get(i) : ((FloatColumn) from).get(i);
                if (Double.isNaN(value) || Double.isInfinite(value)) {
                    throw new WeirException(ErrorCode.VALUE_INVALID, name + " cannot round " + value);
                }
                BigDecimal exact = BigDecimal.valueOf(value);
                if (mode == RoundingMode.DOWN) {
                    exact = exact.setScale(TRUNCATE_SCALE, RoundingMode.HALF_UP);
                }
                BigDecimal rounded =
                        exact.movePointRight(digits.get(i)).setScale(0, mode).movePointLeft(digits.get(i));
                if (to instanceof DoubleColumn doubles) {
                    doubles.set(i, rounded.doubleValue());
                } else {
                    ((FloatColumn) to)
                            .set(i, mode == RoundingMode.DOWN ? (float) rounded.doubleValue() : rounded.floatValue());
                }
            }
        }
    }
}

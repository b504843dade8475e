package io.weir.engine.expression;

import io.weir.columnar.Column;
import io.weir.columnar.DecimalColumn;
import io.weir.columnar.DoubleColumn;
import io.weir.columnar.FloatColumn;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import io.weir.engine.type.Columns;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.math.BigDecimal;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.LogicalTypeRoot;

/**
 * + - * / % on numbers, and on intervals as the numbers that they are. Integers wrap; a decimal that has too many
 * digits for its type is null; a division of exact numbers by zero is an error.
 */
final class ArithmeticFunctions {
    /** The operators, with the operands that a kernel gets. */
    enum Operator {
        ADD,
        SUBTRACT,
        MULTIPLY,
        DIVIDE,
        REMAINDER;

        boolean isDivision() {
            return this == DIVIDE || this == REMAINDER;
        }

        boolean isCommutative() {
            return this == ADD || this == MULTIPLY;
        }
    }

    private ArithmeticFunctions() {}

    static void register(FunctionRegistry registry) {
        registry.add("+", ArithmeticFunctions::plus);
        registry.add("-", ArithmeticFunctions::minus);
        registry.add("*", call -> arithmetic(call, Operator.MULTIPLY));
        registry.add("/", call -> arithmetic(call, Operator.DIVIDE));
        registry.add("/INT", call -> arithmetic(call, Operator.DIVIDE));
        registry.add("%", call -> arithmetic(call, Operator.REMAINDER));
        registry.add("MOD", call -> arithmetic(call, Operator.REMAINDER));
    }

    private static Expression plus(Call call) {
        if (call.operandCount() == 1) {
            return call.operand(0);
        }
        return isTimePoint(call.operandType(0)) || isTimePoint(call.operandType(1))
                ? TemporalArithmetic.plus(call)
                : arithmetic(call, Operator.ADD);
    }

    private static Expression minus(Call call) {
        if (call.operandCount() == 1) {
            return negate(call);
        }
        return isTimePoint(call.operandType(0)) ? TemporalArithmetic.minus(call) : arithmetic(call, Operator.SUBTRACT);
    }

    private static boolean isTimePoint(LogicalType type) {
        return type.is(LogicalTypeFamily.DATETIME);
    }

    private static Expression arithmetic(Call call, Operator operator) {
        LogicalType type = call.type();
        if (!isNumber(type) || !isNumber(call.operandType(0)) || !isNumber(call.operandType(1))) {
            throw call.notNative();
        }
        String text = call.plan().describe();
        if (Decimals.isDecimal(type)) {
            return decimals(operator, (DecimalType) type, call.operand(0), call.operand(1), text);
        }
        if (operator == Operator.REMAINDER) {
            return remainder(call, text);
        }
        return primitives(
                operator, type, Numbers.convert(call.operand(0), type), Numbers.convert(call.operand(1), type), text);
    }

    private static boolean isNumber(LogicalType type) {
        return Numbers.isNumeric(type) || type.is(LogicalTypeFamily.INTERVAL);
    }

    /** The remainder has the type of the divisor but is computed in the wider of both types. */
    private static Expression remainder(Call call, String text) {
        LogicalType type = call.type();
        Expression left = call.operand(0);
        if (Decimals.isDecimal(left.type())) {
            left = Numbers.toLong(left);
        }
        Expression right = Numbers.convert(call.operand(1), type);
        LogicalType wider = rank(left.type()) > rank(type) ? left.type() : type;
        Expression wide = primitives(
                Operator.REMAINDER, wider, Numbers.convert(left, wider), Numbers.convert(right, wider), text);
        return Numbers.convert(wide, type);
    }

    private static int rank(LogicalType type) {
        return switch (type.getTypeRoot()) {
            case TINYINT -> 0;
            case SMALLINT -> 1;
            case INTEGER, INTERVAL_YEAR_MONTH -> 2;
            case BIGINT, INTERVAL_DAY_TIME -> 3;
            case FLOAT -> 4;
            default -> 5;
        };
    }

    // ---- primitives ------------------------------------------------------------------------------------------------

    /** Operands and result have the same layout. */
    private static Expression primitives(
            Operator operator, LogicalType type, Expression left, Expression right, String text) {
        if (operator.isCommutative() && left instanceof Constant && !(right instanceof Constant)) {
            return primitives(operator, type, right, left, text);
        }
        Constant scalar = right instanceof Constant constant && !constant.isNull() ? constant : null;
        return switch (Columns.kind(type)) {
            case INT ->
                scalar == null
                        ? ints(operator, type, left, right, text)
                        : intsWithScalar(operator, type, left, scalar.intValue(), right, text);
            case LONG ->
                scalar == null
                        ? longs(operator, type, left, right, text)
                        : longsWithScalar(operator, type, left, scalar.longValue(), right, text);
            case FLOAT ->
                Kernels.<FloatColumn, FloatColumn, FloatColumn>binary(
                        type, left, right, (a, b, r, n) -> floats(operator, a.values(), b.values(), r.values(), n));
            case DOUBLE -> {
                if (scalar != null) {
                    double value = scalar.doubleValue();
                    yield Kernels.<DoubleColumn, DoubleColumn>unary(
                            type, left, (a, r, n) -> doubles(operator, a.values(), value, r.values(), n));
                }
                yield Kernels.<DoubleColumn, DoubleColumn, DoubleColumn>binary(
                        type, left, right, (a, b, r, n) -> doubles(operator, a.values(), b.values(), r.values(), n));
            }
            default -> throw new IllegalArgumentException("arithmetic on " + type);
        };
    }

    private static Expression ints(
            Operator operator, LogicalType type, Expression left, Expression right, String text) {
        KernelExpression expression =
                Kernels.<IntColumn, IntColumn, IntColumn>binary(type, left, right, (a, b, r, n) -> {
                    ints(operator, a.values(), b.values(), r, n, text);
                    narrow(type, r.values(), n);
                });
        return operator.isDivision() ? expression.fallible() : expression;
    }

    private static Expression intsWithScalar(
            Operator operator, LogicalType type, Expression left, int scalar, Expression right, String text) {
        if (scalar == 0 && operator.isDivision()) {
            return ints(operator, type, left, right, text);
        }
        return Kernels.<IntColumn, IntColumn>unary(type, left, (a, r, n) -> {
            ints(operator, a.values(), scalar, r.values(), n);
            narrow(type, r.values(), n);
        });
    }

    private static Expression longs(
            Operator operator, LogicalType type, Expression left, Expression right, String text) {
        KernelExpression expression = Kernels.<LongColumn, LongColumn, LongColumn>binary(
                type, left, right, (a, b, r, n) -> longs(operator, a.values(), b.values(), r, n, text));
        return operator.isDivision() ? expression.fallible() : expression;
    }

    private static Expression longsWithScalar(
            Operator operator, LogicalType type, Expression left, long scalar, Expression right, String text) {
        if (scalar == 0 && operator.isDivision()) {
            return longs(operator, type, left, right, text);
        }
        return Kernels.<LongColumn, LongColumn>unary(
                type, left, (a, r, n) -> longs(operator, a.values(), scalar, r.values(), n));
    }

    private static void narrow(LogicalType type, int[] values, int count) {
        if (type.is(LogicalTypeRoot.TINYINT)) {
            NumberKernels.intToByte(values, values, count);
        } else if (type.is(LogicalTypeRoot.SMALLINT)) {
            NumberKernels.intToShort(values, values, count);
        }
    }

    private static Expression negate(Call call) {
        LogicalType type = call.type();
        if (!isNumber(type)) {
            throw call.notNative();
        }
        Expression operand = Numbers.convert(call.operand(0), type);
        return switch (Columns.kind(type)) {
            case INT ->
                Kernels.<IntColumn, IntColumn>unary(type, operand, (a, r, n) -> {
                    ArithmeticKernels.negate(a.values(), r.values(), n);
                    narrow(type, r.values(), n);
                });
            case LONG ->
                Kernels.<LongColumn, LongColumn>unary(
                        type, operand, (a, r, n) -> ArithmeticKernels.negate(a.values(), r.values(), n));
            case FLOAT ->
                Kernels.<FloatColumn, FloatColumn>unary(
                        type, operand, (a, r, n) -> ArithmeticKernels.negate(a.values(), r.values(), n));
            case DOUBLE ->
                Kernels.<DoubleColumn, DoubleColumn>unary(
                        type, operand, (a, r, n) -> ArithmeticKernels.negate(a.values(), r.values(), n));
            default ->
                Kernels.<DecimalColumn, DecimalColumn>unary(
                        type, operand, (a, r, n) -> negate(a.highs(), a.lows(), r.highs(), r.lows(), n));
        };
    }

    // ---- decimals --------------------------------------------------------------------------------------------------

    private static Expression decimals(
            Operator operator, DecimalType type, Expression left, Expression right, String text) {
        DecimalType leftType = Numbers.exactDecimal(left.type());
        DecimalType rightType = Numbers.exactDecimal(right.type());
        Expression a = Numbers.convert(left, leftType);
        Expression b = Numbers.convert(right, rightType);
        boolean compactOperands = Decimals.isCompact(leftType) && Decimals.isCompact(rightType);
        int scale = type.getScale();
        if (compactOperands && operator == Operator.MULTIPLY && scale == leftType.getScale() + rightType.getScale()) {
            return Decimals.isCompact(type)
                    ? longs(operator, type, a, b, text)
                    : Kernels.<LongColumn, LongColumn, DecimalColumn>binary(
                            type, a, b, (x, y, r, n) -> multiply(x.values(), y.values(), r.highs(), r.lows(), n));
        }
        if (compactOperands
                && Decimals.isCompact(type)
                && (operator == Operator.ADD || operator == Operator.SUBTRACT)
                && scale == Math.max(leftType.getScale(), rightType.getScale())) {
            DecimalType common = new DecimalType(type.getPrecision(), scale);
            return longs(operator, type, Numbers.convert(a, common), Numbers.convert(b, common), text);
        }
        boolean isSum = operator == Operator.ADD || operator == Operator.SUBTRACT;
        if (isSum
                && !Decimals.isCompact(type)
                && WideDecimals.canScale(leftType, scale)
                && WideDecimals.canScale(rightType, scale)) {
            return wideSum(operator, type, widened(a, leftType, scale), widened(b, rightType, scale));
        }
        KernelExpression expression = Kernels.<Column, Column, Column>binary(
                type,
                a,
                b,
                (x, y, r, n) -> decimals(operator, x, leftType.getScale(), y, rightType.getScale(), r, type, n, text));
        return operator.isDivision() ? expression.fallible() : expression;
    }

    private static Expression widened(Expression operand, DecimalType type, int scale) {
        long factor = Decimals.power(scale - type.getScale());
        DecimalType wide = new DecimalType(DecimalType.MAX_PRECISION, scale);
        return ExpressionCompiler.fold(
                Kernels.<Column, DecimalColumn>unary(wide, operand, (x, r, n) -> WideDecimals.widen(x, factor, r, n)));
    }

    private static Expression wideSum(Operator operator, DecimalType type, Expression left, Expression right) {
        boolean subtract = operator == Operator.SUBTRACT;
        int precision = type.getPrecision();
        return Kernels.<DecimalColumn, DecimalColumn, DecimalColumn>binary(
                type, left, right, (x, y, r, n) -> WideDecimals.add(x, y, subtract, r, precision, n));
    }

    static WeirException divisionByZero(String text) {
        return new WeirException(
                ErrorCode.VALUE_INVALID,
                "Division by zero in " + text,
                "",
                "Exclude zero, for instance with NULLIF(divisor, 0)",
                null);
    }

    // ---- kernels ---------------------------------------------------------------------------------------------------

    private static void ints(Operator operator, int[] left, int[] right, IntColumn result, int count, String text) {
        int[] to = result.values();
        switch (operator) {
            case ADD -> ArithmeticKernels.add(left, right, to, count);
            case SUBTRACT -> ArithmeticKernels.subtract(left, right, to, count);
            case MULTIPLY -> ArithmeticKernels.multiply(left, right, to, count);
            default -> {
                boolean quotient = operator == Operator.DIVIDE;
                for (int i = 0; i < count; i++) {
                    if (!result.isNull(i)) {
                        if (right[i] == 0) {
                            throw divisionByZero(text);
                        }
                        to[i] = quotient ? left[i] / right[i] : left[i] % right[i];
                    }
                }
            }
        }
    }

    private static void ints(Operator operator, int[] left, int right, int[] to, int count) {
        switch (operator) {
            case ADD -> ArithmeticKernels.add(left, right, to, count);
            case SUBTRACT -> ArithmeticKernels.subtract(left, right, to, count);
            case MULTIPLY -> ArithmeticKernels.multiply(left, right, to, count);
            case DIVIDE -> ArithmeticKernels.divide(left, right, to, count);
            case REMAINDER -> ArithmeticKernels.remainder(left, right, to, count);
        }
    }

    private static void longs(Operator operator, long[] left, long[] right, LongColumn result, int count, String text) {
        long[] to = result.values();
        switch (operator) {
            case ADD -> ArithmeticKernels.add(left, right, to, count);
            case SUBTRACT -> ArithmeticKernels.subtract(left, right, to, count);
            case MULTIPLY -> ArithmeticKernels.multiply(left, right, to, count);
            default -> {
                boolean quotient = operator == Operator.DIVIDE;
                for (int i = 0; i < count; i++) {
                    if (!result.isNull(i)) {
                        if (right[i] == 0) {
                            throw divisionByZero(text);
                        }
                        to[i] = quotient ? left[i] / right[i] : left[i] % right[i];
                    }
                }
            }
        }
    }

    private static void longs(Operator operator, long[] left, long right, long[] to, int count) {
        switch (operator) {
            case ADD -> ArithmeticKernels.add(left, right, to, count);
            case SUBTRACT -> ArithmeticKernels.subtract(left, right, to, count);
            case MULTIPLY -> ArithmeticKernels.multiply(left, right, to, count);
            case DIVIDE -> ArithmeticKernels.divide(left, right, to, count);
            case REMAINDER -> ArithmeticKernels.remainder(left, right, to, count);
        }
    }

    private static void floats(Operator operator, float[] left, float[] right, float[] to, int count) {
        switch (operator) {
            case ADD -> ArithmeticKernels.add(left, right, to, count);
            case SUBTRACT -> ArithmeticKernels.subtract(left, right, to, count);
            case MULTIPLY -> ArithmeticKernels.multiply(left, right, to, count);
            case DIVIDE -> ArithmeticKernels.divide(left, right, to, count);
            case REMAINDER -> ArithmeticKernels.remainder(left, right, to, count);
        }
    }

    private static void doubles(Operator operator, double[] left, double[] right, double[] to, int count) {
        switch (operator) {
            case ADD -> ArithmeticKernels.add(left, right, to, count);
            case SUBTRACT -> ArithmeticKernels.subtract(left, right, to, count);
            case MULTIPLY -> ArithmeticKernels.multiply(left, right, to, count);
            case DIVIDE -> ArithmeticKernels.divide(left, right, to, count);
            case REMAINDER -> ArithmeticKernels.remainder(left, right, to, count);
        }
    }

    private static void doubles(Operator operator, double[] left, double right, double[] to, int count) {
        switch (operator) {
            case ADD -> ArithmeticKernels.add(left, right, to, count);
            case SUBTRACT -> ArithmeticKernels.subtract(left, right, to, count);
            case MULTIPLY -> ArithmeticKernels.multiply(left, right, to, count);
            case DIVIDE -> ArithmeticKernels.divide(left, right, to, count);
            case REMAINDER -> ArithmeticKernels.remainder(left, right, to, count);
        }
    }

    private static void multiply(long[] left, long[] right, long[] highs, long[] lows, int count) {
        for (int i = 0; i < count; i++) {
            highs[i] = Math.multiplyHigh(left[i], right[i]);
            lows[i] = left[i] * right[i];
        }
    }

    private static void negate(long[] highs, long[] lows, long[] resultHighs, long[] resultLows, int count) {
        for (int i = 0; i < count; i++) {
            resultLows[i] = -lows[i];
            resultHighs[i] = ~highs[i] + (lows[i] == 0 ? 1 : 0);
        }
    }

    private static void decimals(
            Operator operator,
            Column left,
            int leftScale,
            Column right,
            int rightScale,
            Column result,
            DecimalType type,
            int count,
            String text) {
        for (int i = 0; i < count; i++) {
            if (!result.isNull(i)) {
                BigDecimal a = Decimals.get(left, leftScale, i);
                BigDecimal b = Decimals.get(right, rightScale, i);
                if (operator.isDivision() && b.signum() == 0) {
                    throw divisionByZero(text);
                }
                Decimals.set(result, type.getPrecision(), type.getScale(), i, apply(operator, a, b));
            }
        }
    }

    private static BigDecimal apply(Operator operator, BigDecimal left, BigDecimal right) {
        return switch (operator) {
            case ADD -> left.add(right);
            case SUBTRACT -> left.subtract(right);
            case MULTIPLY -> left.multiply(right);
            case DIVIDE -> left.divide(right, Decimals.DIVISION);
            case REMAINDER -> left.remainder(right, Decimals.DIVISION);
        };
    }
}

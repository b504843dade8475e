package io.weir.engine.expression;

import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.columnar.DoubleColumn;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;

/** Functions on floating point numbers, GREATEST and LEAST, random numbers, and other notations of whole numbers. */
final class MathFunctions {
    private MathFunctions() {}

    static void register(FunctionRegistry registry) {
        add(registry, "SQRT", Math::sqrt);
        add(registry, "EXP", Math::exp);
        add(registry, "LN", Math::log);
        add(registry, "LOG10", Math::log10);
        add(registry, "LOG2", x -> Math.log(x) / Math.log(2));
        add(registry, "SIN", Math::sin);
        add(registry, "COS", Math::cos);
        add(registry, "TAN", Math::tan);
        add(registry, "COT", x -> 1.0 / Math.tan(x));
        add(registry, "ASIN", Math::asin);
        add(registry, "ACOS", Math::acos);
        add(registry, "ATAN", Math::atan);
        add(registry, "SINH", Math::sinh);
        add(registry, "COSH", Math::cosh);
        add(registry, "TANH", Math::tanh);
        add(registry, "DEGREES", Math::toDegrees);
        add(registry, "RADIANS", Math::toRadians);
        add(registry, "POWER", Math::pow);
        add(registry, "ATAN2", Math::atan2);
        registry.add(
                "LOG",
                call -> call.operandCount() == 1
                        ? apply(call, Math::log)
                        : apply(call, (base, x) -> Math.log(x) / Math.log(base)));
        registry.add("PI", call -> constant(call, Math.PI));
        registry.add("E", call -> constant(call, Math.E));
        registry.add("GREATEST", call -> extreme(call, 1));
        registry.add("LEAST", call -> extreme(call, -1));
        registry.add("RAND", MathFunctions::rand);
        registry.add("RAND_INTEGER", MathFunctions::randInteger);
        registry.add(
                "BIN",
                call -> Kernels.<LongColumn, BytesColumn>unary(
                        call.type(), Numbers.toLong(call.operand(0)), MathFunctions::bin));
        registry.add("HEX", MathFunctions::hex);
    }

    private static void add(FunctionRegistry registry, String name, DoubleUnaryOperator function) {
        registry.add(name, call -> apply(call, function));
    }

    private static void add(FunctionRegistry registry, String name, DoubleBinaryOperator function) {
        registry.add(name, call -> apply(call, function));
    }

    private static Expression apply(Call call, DoubleUnaryOperator function) {
        return Kernels.<DoubleColumn, DoubleColumn>unary(
                call.type(), doubles(call, 0), (a, r, n) -> apply(a.values(), r.values(), n, function));
    }

    private static Expression apply(Call call, DoubleBinaryOperator function) {
        return Kernels.<DoubleColumn, DoubleColumn, DoubleColumn>binary(
                call.type(),
                doubles(call, 0),
                doubles(call, 1),
                (a, b, r, n) -> apply(a.values(), b.values(), r.values(), n, function));
    }

    private static Expression doubles(Call call, int index) {
        if (!Numbers.isNumeric(call.operandType(index))) {
            throw call.notNative();
        }
        return Numbers.toDouble(call.operand(index));
    }

    private static Expression constant(Call call, double value) {
        DoubleColumn column = new DoubleColumn(1);
        column.set(0, value);
        return ExpressionCompiler.constant(call.type(), column);
    }

    private static Expression extreme(Call call, int sign) {
        LogicalType type = call.type();
        Expression[] operands = new Expression[call.operandCount()];
        for (int i = 0; i < operands.length; i++) {
            Expression cast = Casts.cast(call.operand(i), type, call.context(), Casts.OnFailure.FAIL);
            if (cast == null || !Values.isOrdered(type)) {
                throw call.notNative();
            }
            operands[i] = cast;
        }
        return Kernels.<Column>variadic(
                type, operands, (values, result, count) -> extreme(values, result, count, sign));
    }

    /** Without a seed in the call, the engine gives one, so that a simulated run can be replayed. */
    private static Random random(Call call, int seedOperand, int operands) {
        if (operands <= seedOperand) {
            return new Random(call.context().seeds().getAsLong());
        }
        Constant seed = call.constant(seedOperand);
        if (seed == null) {
            throw call.notNative();
        }
        return new Random(seed.intValue());
    }

    private static Expression rand(Call call) {
        Random random = random(call, 0, call.operandCount());
        return Kernels.<DoubleColumn>nullary(call.type(), (batch, result) -> {
                    for (int i = 0; i < batch.rowCount(); i++) {
                        result.set(i, random.nextDouble());
                    }
                })
                .nondeterministic();
    }

    private static Expression randInteger(Call call) {
        boolean seeded = call.operandCount() == 2;
        Random random = random(call, 0, seeded ? 1 : 0);
        Constant bound = call.constant(seeded ? 1 : 0);
        if (bound == null || bound.intValue() <= 0) {
            throw call.notNative();
        }
        int limit = bound.intValue();
        return Kernels.<IntColumn>nullary(call.type(), (batch, result) -> {
                    for (int i = 0; i < batch.rowCount(); i++) {
                        result.set(i, random.nextInt(limit));
                    }
                })
                .nondeterministic();
    }

    private static Expression hex(Call call) {
        return call.operandType(0).is(LogicalTypeFamily.CHARACTER_STRING)
                ? Kernels.<BytesColumn, BytesColumn>unary(call.type(), call.operand(0), MathFunctions::hexOfText)
                : Kernels.<LongColumn, BytesColumn>unary(
                        call.type(), Numbers.toLong(call.operand(0)), MathFunctions::hexOfNumber);
    }

    // ---- kernels ---------------------------------------------------------------------------------------------------

    private static void apply(double[] from, double[] to, int count, DoubleUnaryOperator function) {
        for (int i = 0; i < count; i++) {
            to[i] = function.applyAsDouble(from[i]);
        }
    }

    private static void apply(double[] left, double[] right, double[] to, int count, DoubleBinaryOperator function) {
        for (int i = 0; i < count; i++) {
            to[i] = function.applyAsDouble(left[i], right[i]);
        }
    }

    private static void extreme(Column[] values, Column result, int count, int sign) {
        for (int i = 0; i < count; i++) {
            if (!result.isNull(i)) {
                Column best = values[0];
                for (int j = 1; j < values.length; j++) {
                    if (Values.order(values[j], i, best, i) * sign > 0) {
                        best = values[j];
                    }
                }
                result.set(i, best, i);
            }
        }
    }

    private static void bin(LongColumn numbers, BytesColumn result, int count) {
        for (int i = 0; i < count; i++) {
            if (!result.isNull(i)) {
                Utf8.set(result, i, Long.toBinaryString(numbers.get(i)));
            }
        }
    }

    private static void hexOfNumber(LongColumn numbers, BytesColumn result, int count) {
        for (int i = 0; i < count; i++) {
            if (!result.isNull(i)) {
                Utf8.set(result, i, Long.toHexString(numbers.get(i)).toUpperCase(Locale.ROOT));
            }
        }
    }

    private static void hexOfText(BytesColumn texts, BytesColumn result, int count) {
        for (int i = 0; i < count; i++) {
            if (!result.isNull(i)) {
                int start = texts.starts()[i];
                Utf8.set(
                        result,
                        i,
                        HexFormat.of().withUpperCase().formatHex(texts.data(), start, start + texts.lengths()[i]));
            }
        }
    }
}

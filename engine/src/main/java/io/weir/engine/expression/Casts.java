package io.weir.engine.expression;

import io.weir.columnar.BooleanColumn;
import io.weir.columnar.Column;
import io.weir.columnar.DoubleColumn;
import io.weir.columnar.FloatColumn;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import io.weir.engine.type.Columns;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.VarBinaryType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;
import org.jspecify.annotations.Nullable;

/** CAST, TRY_CAST and REINTERPRET between all types, with Flink's texts and rounding. */
final class Casts {
    /** What becomes of a value that cannot be cast. */
    enum OnFailure {
        FAIL,
        NULL
    }

    private static final String LEGACY_BEHAVIOUR = "table.exec.legacy-cast-behaviour";

    private Casts() {}

    static void register(FunctionRegistry registry) {
        registry.add("CAST", call -> castCall(call, OnFailure.FAIL));
        registry.add("TRY_CAST", call -> castCall(call, OnFailure.NULL));
        registry.add("REINTERPRET", Casts::reinterpret);
        registry.add("Reinterpret", Casts::reinterpret);
    }

    private static Expression castCall(Call call, OnFailure onFailure) {
        Expression cast = cast(call.operand(0), call.type(), call.context(), onFailure);
        if (cast == null) {
            throw call.notNative();
        }
        return cast;
    }

    /** Whether casts are those of Flink before 1.15: what cannot be cast gives null, and no text is cut or padded. */
    static boolean isLegacy(ExpressionContext context) {
        return context.configuration()
                .getOrDefault(LEGACY_BEHAVIOUR, "DISABLED")
                .equalsIgnoreCase("ENABLED");
    }

    /** The operand as another type, or null if there is no such cast. */
    static @Nullable Expression cast(
            Expression operand, LogicalType target, ExpressionContext context, OnFailure onFailure) {
        if (isIdentity(operand.type(), target)) {
            return operand.type().equals(target) ? operand : Retyped.of(operand, target);
        }
        Expression cast = convert(operand, target, context, onFailure);
        return cast == null ? null : ExpressionCompiler.fold(cast);
    }

    private static @Nullable Expression convert(
            Expression operand, LogicalType target, ExpressionContext context, OnFailure onFailure) {
        LogicalType source = operand.type();
        if (source.is(LogicalTypeRoot.NULL)) {
            return Literals.nullConstant(target.copy(true));
        }
        boolean isLegacy = isLegacy(context);
        boolean isOfBytes = isBytes(source) && isBytes(target);
        if (isLegacy && isOfBytes) {
            return Retyped.of(operand, target);
        }
        if (isText(target)) {
            LogicalType limit = isLegacy ? new VarCharType(target.isNullable(), VarCharType.MAX_LENGTH) : target;
            Expression text = TextCasts.toText(operand, limit, context);
            return text == null ? null : Retyped.of(text, target);
        }
        if (isText(source)) {
            return TextParsers.fromText(operand, target, context, isLegacy ? OnFailure.NULL : onFailure);
        }
        if (target.is(LogicalTypeFamily.BINARY_STRING) && source.is(LogicalTypeFamily.BINARY_STRING)) {
            return TextCasts.fitBytes(operand, target);
        }
        if (source.is(LogicalTypeRoot.BITMAP) && target.is(LogicalTypeFamily.BINARY_STRING)) {
            Expression bytes = Retyped.of(operand, new VarBinaryType(source.isNullable(), VarBinaryType.MAX_LENGTH));
            return cast(bytes, target, context, onFailure);
        }
        if (isNumber(source) && isNumber(target)) {
            return Numbers.convert(operand, target);
        }
        if (target.is(LogicalTypeRoot.BOOLEAN) && Numbers.isNumeric(source)) {
            return toBoolean(operand, target);
        }
        if (source.is(LogicalTypeRoot.BOOLEAN) && Numbers.isNumeric(target)) {
            Expression ints = Kernels.<BooleanColumn, IntColumn>unary(
                    new IntType(source.isNullable()), operand, (a, r, n) -> booleansToInts(a.values(), r.values(), n));
            return Numbers.convert(ints, target);
        }
        if (source.is(LogicalTypeFamily.DATETIME) && target.is(LogicalTypeFamily.DATETIME)) {
            return TemporalCasts.cast(operand, target, context);
        }
        return NestedCasts.cast(operand, target, context, onFailure);
    }

    private static boolean isText(LogicalType type) {
        return type.is(LogicalTypeFamily.CHARACTER_STRING);
    }

    private static boolean isBytes(LogicalType type) {
        return isText(type) || type.is(LogicalTypeFamily.BINARY_STRING);
    }

    private static boolean isNumber(LogicalType type) {
        return Numbers.isNumeric(type) || type.is(LogicalTypeFamily.INTERVAL);
    }

    /** Whether every value of the source type is, as it lies in its column, a value of the target type. */
    static boolean isIdentity(LogicalType source, LogicalType target) {
        if (source.is(LogicalTypeRoot.DISTINCT_TYPE)
                || target.is(LogicalTypeRoot.DISTINCT_TYPE)
                || Columns.kind(source) != Columns.kind(target)
                || source.is(LogicalTypeRoot.NULL)) {
            return false;
        }
        if (isText(source) && isText(target)) {
            return target.is(LogicalTypeRoot.VARCHAR)
                    ? length(source) <= length(target)
                    : source.is(LogicalTypeRoot.CHAR) && length(source) == length(target);
        }
        if (source.is(LogicalTypeRoot.INTERVAL_YEAR_MONTH) || source.is(LogicalTypeRoot.INTERVAL_DAY_TIME)) {
            return target.is(source.getTypeRoot());
        }
        if (!source.is(target.getTypeRoot())) {
            return false;
        }
        return switch (source.getTypeRoot()) {
            case DECIMAL ->
                Decimals.precision(source) == Decimals.precision(target)
                        && Decimals.scale(source) == Decimals.scale(target);
            case TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE, TIME_WITHOUT_TIME_ZONE ->
                LogicalTypeChecks.getPrecision(source) <= LogicalTypeChecks.getPrecision(target);
            case VARBINARY -> length(source) <= length(target);
            case BINARY -> length(source) == length(target);
            case ROW, STRUCTURED_TYPE, ARRAY, MAP, MULTISET -> NestedCasts.isIdentity(source, target);
            default -> true;
        };
    }

    static int length(LogicalType type) {
        return LogicalTypeChecks.getLength(type);
    }

    /** Whether a type is STRING or any text type that holds it. */
    static boolean isUnlimited(LogicalType type) {
        return length(type) == VarCharType.MAX_LENGTH;
    }

    private static Expression toBoolean(Expression operand, LogicalType target) {
        LogicalType source = operand.type();
        if (Decimals.isDecimal(source)) {
            int scale = Decimals.scale(source);
            return Kernels.<Column, BooleanColumn>unary(target, operand, (a, r, n) -> {
                for (int i = 0; i < n; i++) {
                    r.set(i, Decimals.get(a, scale, i).signum() != 0);
                }
            });
        }
        return switch (Columns.kind(source)) {
            case INT ->
                Kernels.<IntColumn, BooleanColumn>unary(
                        target,
                        operand,
                        (a, r, n) -> ComparisonKernels.compare(Comparison.NOT_EQUAL, a.values(), 0, r.values(), n));
            case LONG ->
                Kernels.<LongColumn, BooleanColumn>unary(
                        target,
                        operand,
                        (a, r, n) -> ComparisonKernels.compare(Comparison.NOT_EQUAL, a.values(), 0L, r.values(), n));
            case FLOAT ->
                Kernels.<FloatColumn, BooleanColumn>unary(
                        target,
                        operand,
                        (a, r, n) -> ComparisonKernels.compare(Comparison.NOT_EQUAL, a.values(), 0F, r.values(), n));
            default ->
                Kernels.<DoubleColumn, BooleanColumn>unary(
                        target,
                        operand,
                        (a, r, n) -> ComparisonKernels.compare(Comparison.NOT_EQUAL, a.values(), 0D, r.values(), n));
        };
    }

    /** REINTERPRET: the number behind a point in time or an interval, and the other way round. */
    private static Expression reinterpret(Call call) {
        Expression operand = call.operand(0);
        LogicalType source = operand.type();
        LogicalType target = call.type();
        if (isIdentity(source, target)) {
            return operand;
        }
        boolean fromPoint = source.is(LogicalTypeFamily.TIMESTAMP);
        boolean toPoint = target.is(LogicalTypeFamily.TIMESTAMP);
        if (fromPoint && target.is(LogicalTypeRoot.BIGINT)) {
            return Retyped.of(TemporalArithmetic.epochMillis(operand), target);
        }
        if (toPoint && source.is(LogicalTypeRoot.BIGINT)) {
            return TemporalCasts.fromEpochMillis(operand, target);
        }
        if (fromPoint || toPoint || !isIntegral(source) || !isIntegral(target)) {
            throw call.notNative();
        }
        return Retyped.of(Numbers.convert(operand, target), target);
    }

    private static boolean isIntegral(LogicalType type) {
        return Numbers.isInteger(type)
                || type.is(LogicalTypeFamily.INTERVAL)
                || type.is(LogicalTypeRoot.DATE)
                || type.is(LogicalTypeRoot.TIME_WITHOUT_TIME_ZONE);
    }

    /** The error for a value that CAST cannot cast. */
    static WeirException failure(String value, LogicalType target) {
        return new WeirException(
                ErrorCode.VALUE_INVALID,
                "'" + value + "' cannot be cast to " + target.copy(true).asSummaryString(),
                "",
                "Correct the value, or use TRY_CAST, which gives NULL instead",
                null);
    }

    static void booleansToInts(boolean[] from, int[] to, int count) {
        for (int i = 0; i < count; i++) {
            to[i] = from[i] ? 1 : 0;
        }
    }
}

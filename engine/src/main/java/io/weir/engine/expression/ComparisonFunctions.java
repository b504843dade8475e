package io.weir.engine.expression;

import io.weir.columnar.Batch;
import io.weir.columnar.BooleanColumn;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.columnar.ColumnKind;
import io.weir.columnar.DecimalColumn;
import io.weir.columnar.DoubleColumn;
import io.weir.columnar.FloatColumn;
import io.weir.columnar.Int128;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import io.weir.engine.type.Columns;
import java.util.Arrays;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.FloatType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;
import org.jspecify.annotations.Nullable;

/** = &lt;&gt; &lt; &lt;= &gt; &gt;=, IS [NOT] NULL, IS [NOT] DISTINCT FROM and SEARCH, for all types. */
final class ComparisonFunctions {
    private static final int DECIMAL_PRECISION_MAX = 38;

    private ComparisonFunctions() {}

    static void register(FunctionRegistry registry) {
        add(registry, "=", Comparison.EQUAL);
        add(registry, "<>", Comparison.NOT_EQUAL);
        add(registry, "<", Comparison.LESS);
        add(registry, "<=", Comparison.LESS_OR_EQUAL);
        add(registry, ">", Comparison.GREATER);
        add(registry, ">=", Comparison.GREATER_OR_EQUAL);
        registry.add(
                "IS NULL",
                call -> Kernels.unary(call, ComparisonFunctions::isNull).ownNulls());
        registry.add(
                "IS NOT NULL",
                call -> Kernels.unary(call, ComparisonFunctions::isNotNull).ownNulls());
        registry.add("IS DISTINCT FROM", call -> distinct(call, true));
        registry.add("IS NOT DISTINCT FROM", call -> distinct(call, false));
        registry.add("SEARCH", Search::compile);
    }

    private static void add(FunctionRegistry registry, String name, Comparison comparison) {
        registry.add(name, call -> {
            Expression compiled = compare(comparison, call.type(), zoned(call, 0), zoned(call, 1));
            if (compiled == null) {
                throw call.notNative();
            }
            return compiled;
        });
    }

    /** The operand; where TIMESTAMP meets TIMESTAMP_LTZ, the one of fewer digits is cast to the other's type. */
    private static Expression zoned(Call call, int index) {
        Expression operand = call.operand(index);
        LogicalType type = operand.type();
        LogicalType other = call.operandType(1 - index);
        boolean isMixed = type.is(LogicalTypeFamily.TIMESTAMP)
                && other.is(LogicalTypeFamily.TIMESTAMP)
                && type.getTypeRoot() != other.getTypeRoot();
        if (!isMixed) {
            return operand;
        }
        int digits = LogicalTypeChecks.getPrecision(type);
        int otherDigits = LogicalTypeChecks.getPrecision(other);
        boolean isCast = digits < otherDigits || digits == otherDigits && index == 0;
        return isCast ? CollectionFunctions.operandAs(call, index, other.copy(type.isNullable())) : operand;
    }

    private static Expression distinct(Call call, boolean distinct) {
        Slot left = new Slot(call.operandType(0), Columns.column(call.operandType(0), 0));
        Slot right = new Slot(call.operandType(1), Columns.column(call.operandType(1), 0));
        Expression equal = compare(Comparison.EQUAL, call.type(), left, right);
        if (equal == null) {
            throw call.notNative();
        }
        return new DistinctExpression(call, left, right, equal, distinct);
    }

    /** The comparison of two expressions, or null if their types cannot be compared. */
    static @Nullable Expression compare(Comparison comparison, LogicalType type, Expression left, Expression right) {
        if (left instanceof Constant && !(right instanceof Constant)) {
            return compare(comparison.flipped(), type, right, left);
        }
        LogicalType leftType = left.type();
        LogicalType rightType = right.type();
        if (Numbers.isNumeric(leftType) && Numbers.isNumeric(rightType)) {
            return numbers(comparison, type, left, right);
        }
        ColumnKind leftKind = Columns.kind(leftType);
        ColumnKind rightKind = Columns.kind(rightType);
        if (leftKind == ColumnKind.BYTES && rightKind == ColumnKind.BYTES) {
            return bytes(comparison, type, left, right);
        }
        if (isTimestamp(leftType) && isTimestamp(rightType)) {
            return timestamps(comparison, type, left, right);
        }
        if (leftType.is(LogicalTypeRoot.BOOLEAN) && rightType.is(LogicalTypeRoot.BOOLEAN)) {
            return Kernels.<BooleanColumn, BooleanColumn, BooleanColumn>binary(
                    type, left, right, (a, b, r, n) -> booleans(comparison, a.values(), b.values(), r.values(), n));
        }
        if (leftType.is(rightType.getTypeRoot()) && (leftKind == ColumnKind.INT || leftKind == ColumnKind.LONG)) {
            return integers(comparison, type, left, right);
        }
        if (leftKind == rightKind && (comparison == Comparison.EQUAL || comparison == Comparison.NOT_EQUAL)) {
            return nested(comparison, type, left, right);
        }
        return null;
    }

    private static boolean isTimestamp(LogicalType type) {
        return type.is(LogicalTypeFamily.TIMESTAMP);
    }

    // ---- numbers ---------------------------------------------------------------------------------------------------

    private static Expression numbers(Comparison comparison, LogicalType type, Expression left, Expression right) {
        LogicalType leftType = left.type();
        LogicalType rightType = right.type();
        boolean anyFloating = Numbers.isFloating(leftType) || Numbers.isFloating(rightType);
        if (Decimals.isDecimal(leftType) || Decimals.isDecimal(rightType)) {
            return anyFloating
                    ? decimalWithDouble(comparison, type, Numbers.toDouble(left), Numbers.toDouble(right))
                    : decimals(comparison, type, left, right);
        }
        if (leftType.is(LogicalTypeRoot.DOUBLE) || rightType.is(LogicalTypeRoot.DOUBLE)) {
            return doubles(comparison, type, Numbers.toDouble(left), Numbers.toDouble(right));
        }
        if (anyFloating) {
            FloatType floatType = new FloatType();
            return floats(comparison, type, Numbers.convert(left, floatType), Numbers.convert(right, floatType));
        }
        return integers(comparison, type, left, right);
    }

    private static Expression integers(Comparison comparison, LogicalType type, Expression left, Expression right) {
        if (Columns.kind(left.type()) == ColumnKind.INT && Columns.kind(right.type()) == ColumnKind.INT) {
            if (right instanceof Constant constant && !constant.isNull()) {
                int value = constant.intValue();
                return Kernels.<IntColumn, BooleanColumn>unary(
                        type,
                        left,
                        (a, r, n) -> ComparisonKernels.compare(comparison, a.values(), value, r.values(), n));
            }
            return Kernels.<IntColumn, IntColumn, BooleanColumn>binary(
                    type,
                    left,
                    right,
                    (a, b, r, n) -> ComparisonKernels.compare(comparison, a.values(), b.values(), r.values(), n));
        }
        return longs(comparison, type, Numbers.toLong(left), Numbers.toLong(right));
    }

    private static Expression longs(Comparison comparison, LogicalType type, Expression left, Expression right) {
        if (right instanceof Constant constant && !constant.isNull()) {
            long value = constant.longValue();
            return Kernels.<LongColumn, BooleanColumn>unary(
                    type, left, (a, r, n) -> ComparisonKernels.compare(comparison, a.values(), value, r.values(), n));
        }
        return Kernels.<LongColumn, LongColumn, BooleanColumn>binary(
                type,
                left,
                right,
                (a, b, r, n) -> ComparisonKernels.compare(comparison, a.values(), b.values(), r.values(), n));
    }

    private static Expression doubles(Comparison comparison, LogicalType type, Expression left, Expression right) {
        if (right instanceof Constant constant && !constant.isNull()) {
            double value = constant.doubleValue();
            return Kernels.<DoubleColumn, BooleanColumn>unary(
                    type, left, (a, r, n) -> ComparisonKernels.compare(comparison, a.values(), value, r.values(), n));
        }
        return Kernels.<DoubleColumn, DoubleColumn, BooleanColumn>binary(
                type,
                left,
                right,
                (a, b, r, n) -> ComparisonKernels.compare(comparison, a.values(), b.values(), r.values(), n));
    }

    private static Expression floats(Comparison comparison, LogicalType type, Expression left, Expression right) {
        return Kernels.<FloatColumn, FloatColumn, BooleanColumn>binary(
                type,
                left,
                right,
                (a, b, r, n) -> ComparisonKernels.compare(comparison, a.values(), b.values(), r.values(), n));
    }

    /** A decimal and a floating point number compare as doubles, of which NaN is the greatest. */
    private static Expression decimalWithDouble(
            Comparison comparison, LogicalType type, Expression left, Expression right) {
        return Kernels.<DoubleColumn, DoubleColumn, BooleanColumn>binary(
                type, left, right, (a, b, r, n) -> totalOrder(comparison, a.values(), b.values(), r.values(), n));
    }

    private static Expression decimals(Comparison comparison, LogicalType type, Expression left, Expression right) {
        DecimalType leftType = Numbers.exactDecimal(left.type());
        DecimalType rightType = Numbers.exactDecimal(right.type());
        int scale = Math.max(leftType.getScale(), rightType.getScale());
        int whole = Math.max(
                leftType.getPrecision() - leftType.getScale(), rightType.getPrecision() - rightType.getScale());
        if (whole + scale <= DECIMAL_PRECISION_MAX) {
            DecimalType common = new DecimalType(whole + scale, scale);
            Expression commonLeft = Numbers.convert(left, common);
            Expression commonRight = Numbers.convert(right, common);
            if (Decimals.isCompact(common)) {
                return longs(comparison, type, commonLeft, commonRight);
            }
            return Kernels.<DecimalColumn, DecimalColumn, BooleanColumn>binary(
                    type, commonLeft, commonRight, (a, b, r, n) -> wide(comparison, a, b, r, n));
        }
        return Kernels.<Column, Column, BooleanColumn>binary(
                type,
                Numbers.convert(left, leftType),
                Numbers.convert(right, rightType),
                (a, b, r, n) -> exact(comparison, a, leftType.getScale(), b, rightType.getScale(), r, n));
    }

    // ---- other types -----------------------------------------------------------------------------------------------

    private static Expression bytes(Comparison comparison, LogicalType type, Expression left, Expression right) {
        if (comparison == Comparison.EQUAL || comparison == Comparison.NOT_EQUAL) {
            boolean equal = comparison == Comparison.EQUAL;
            if (right instanceof Constant constant && !constant.isNull()) {
                byte[] value = constant.bytesValue();
                return Kernels.<BytesColumn, BooleanColumn>unary(
                        type, left, (a, r, n) -> BytesKernels.equal(equal, a, value, r.values(), n));
            }
            return Kernels.<BytesColumn, BytesColumn, BooleanColumn>binary(
                    type, left, right, (a, b, r, n) -> BytesKernels.equal(equal, a, b, r, n));
        }
        return Kernels.<BytesColumn, BytesColumn, BooleanColumn>binary(
                type, left, right, (a, b, r, n) -> BytesKernels.compare(comparison, a, b, r, n));
    }

    private static @Nullable Expression timestamps(
            Comparison comparison, LogicalType type, Expression left, Expression right) {
        if (!left.type().is(right.type().getTypeRoot())) {
            return null;
        }
        if (Columns.kind(left.type()) == ColumnKind.LONG && Columns.kind(right.type()) == ColumnKind.LONG) {
            return longs(comparison, type, left, right);
        }
        return Kernels.<Column, Column, BooleanColumn>binary(
                type, left, right, (a, b, r, n) -> timestamps(comparison, a, b, r.values(), n));
    }

    private static Expression nested(Comparison comparison, LogicalType type, Expression left, Expression right) {
        boolean equal = comparison == Comparison.EQUAL;
        return Kernels.<Column, Column, BooleanColumn>binary(type, left, right, (a, b, r, n) -> {
            for (int i = 0; i < n; i++) {
                if (!r.isNull(i)) {
                    r.set(i, Values.equal(a, i, b, i) == equal);
                }
            }
        });
    }

    /** IS [NOT] DISTINCT FROM: as = but nulls are equal to each other and to nothing else. */
    private static final class DistinctExpression extends KernelExpression {
        private final Slot left;
        private final Slot right;
        private final Expression equal;
        private final boolean distinct;

        DistinctExpression(Call call, Slot left, Slot right, Expression equal, boolean distinct) {
            super(call.type(), call.operand(0), call.operand(1));
            this.left = left;
            this.right = right;
            this.equal = equal;
            this.distinct = distinct;
            ownNulls();
        }

        @Override
        void run(Column[] arguments, Column result, Batch batch) {
            left.set(arguments[0]);
            right.set(arguments[1]);
            boolean[] equals = ((BooleanColumn) equal.evaluate(batch)).values();
            boolean[] to = ((BooleanColumn) result).values();
            for (int i = 0; i < batch.rowCount(); i++) {
                boolean leftNull = arguments[0].isNull(i);
                boolean rightNull = arguments[1].isNull(i);
                boolean same = leftNull || rightNull ? leftNull && rightNull : equals[i];
                to[i] = same != distinct;
            }
        }
    }

    // ---- kernels ---------------------------------------------------------------------------------------------------

    static void isNull(Column operand, BooleanColumn result, int count) {
        if (operand.mayHaveNulls()) {
            System.arraycopy(operand.nulls(), 0, result.values(), 0, count);
        } else {
            Arrays.fill(result.values(), 0, count, false);
        }
    }

    static void isNotNull(Column operand, BooleanColumn result, int count) {
        boolean[] to = result.values();
        if (operand.mayHaveNulls()) {
            boolean[] nulls = operand.nulls();
            for (int i = 0; i < count; i++) {
                to[i] = !nulls[i];
            }
        } else {
            Arrays.fill(to, 0, count, true);
        }
    }

    static void booleans(Comparison comparison, boolean[] left, boolean[] right, boolean[] result, int count) {
        for (int i = 0; i < count; i++) {
            result[i] = comparison.holds(Boolean.compare(left[i], right[i]));
        }
    }

    static void totalOrder(Comparison comparison, double[] left, double[] right, boolean[] result, int count) {
        for (int i = 0; i < count; i++) {
            result[i] = comparison.holds(Double.compare(left[i], right[i]));
        }
    }

    static void wide(Comparison comparison, DecimalColumn left, DecimalColumn right, BooleanColumn result, int count) {
        boolean[] to = result.values();
        for (int i = 0; i < count; i++) {
            to[i] = comparison.holds(
                    Int128.compare(left.highs()[i], left.lows()[i], right.highs()[i], right.lows()[i]));
        }
    }

    static void exact(
            Comparison comparison,
            Column left,
            int leftScale,
            Column right,
            int rightScale,
            BooleanColumn result,
            int count) {
        for (int i = 0; i < count; i++) {
            if (!result.isNull(i)) {
                int order = Decimals.get(left, leftScale, i).compareTo(Decimals.get(right, rightScale, i));
                result.set(i, comparison.holds(order));
            }
        }
    }

    static void timestamps(Comparison comparison, Column left, Column right, boolean[] result, int count) {
        for (int i = 0; i < count; i++) {
            int order = Long.compare(Values.millis(left, i), Values.millis(right, i));
            if (order == 0) {
                order = Integer.compare(Values.nanosOfMilli(left, i), Values.nanosOfMilli(right, i));
            }
            result[i] = comparison.holds(order);
        }
    }
}

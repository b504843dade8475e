package io.weir.engine.expression;

import io.weir.columnar.Column;
import io.weir.columnar.ColumnKind;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import io.weir.columnar.TimestampColumn;
import io.weir.engine.type.Columns;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.utils.DateTimeUtils;

/** Points in time plus and minus intervals, and the interval between two points in time. */
final class TemporalArithmetic {
    private static final long MILLIS_PER_DAY = 86_400_000L;

    private TemporalArithmetic() {}

    static Expression plus(Call call) {
        boolean pointFirst = call.operandType(0).is(LogicalTypeFamily.DATETIME);
        return shift(call, call.operand(pointFirst ? 0 : 1), call.operand(pointFirst ? 1 : 0), 1);
    }

    static Expression minus(Call call) {
        return call.operandType(1).is(LogicalTypeFamily.INTERVAL)
                ? shift(call, call.operand(0), call.operand(1), -1)
                : difference(call);
    }

    private static Expression shift(Call call, Expression point, Expression interval, int sign) {
        boolean months = interval.type().is(LogicalTypeRoot.INTERVAL_YEAR_MONTH);
        if (!interval.type().is(LogicalTypeFamily.INTERVAL)) {
            throw call.notNative();
        }
        LogicalType type = call.type();
        return switch (point.type().getTypeRoot()) {
            case DATE -> months ? dateMonths(type, point, interval, sign) : dateMillis(call, point, interval, sign);
            case TIME_WITHOUT_TIME_ZONE ->
                months
                        ? point
                        : Kernels.<IntColumn, LongColumn, IntColumn>binary(
                                type,
                                point,
                                interval,
                                (a, b, r, n) -> shiftTime(a.values(), b.values(), sign, r.values(), n));
            case TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
                months ? timestampMonths(type, point, interval, sign) : timestampMillis(type, point, interval, sign);
            default -> throw call.notNative();
        };
    }

    private static Expression dateMonths(LogicalType type, Expression point, Expression interval, int sign) {
        return Kernels.<IntColumn, IntColumn, IntColumn>binary(
                type, point, interval, (a, b, r, n) -> shiftDateMonths(a.values(), b.values(), sign, r.values(), n));
    }

    private static Expression dateMillis(Call call, Expression point, Expression interval, int sign) {
        LogicalType type = call.type();
        if (type.is(LogicalTypeRoot.DATE)) {
            return Kernels.<IntColumn, LongColumn, IntColumn>binary(
                    type, point, interval, (a, b, r, n) -> shiftDate(a.values(), b.values(), sign, r.values(), n));
        }
        if (!type.is(LogicalTypeRoot.TIMESTAMP_WITHOUT_TIME_ZONE)) {
            throw call.notNative();
        }
        return Kernels.<IntColumn, LongColumn, Column>binary(
                type, point, interval, (a, b, r, n) -> shiftDateToMillis(a.values(), b.values(), sign, millisOf(r), n));
    }

    private static Expression timestampMillis(LogicalType type, Expression point, Expression interval, int sign) {
        if (interval instanceof Constant constant && !constant.isNull()) {
            long millis = sign * constant.longValue();
            return Kernels.<Column, Column>unary(type, point, (a, r, n) -> {
                ArithmeticKernels.add(millisOf(a), millis, millisOf(r), n);
                copyNanos(a, r, n);
            });
        }
        return Kernels.<Column, LongColumn, Column>binary(type, point, interval, (a, b, r, n) -> {
            if (sign > 0) {
                ArithmeticKernels.add(millisOf(a), b.values(), millisOf(r), n);
            } else {
                ArithmeticKernels.subtract(millisOf(a), b.values(), millisOf(r), n);
            }
            copyNanos(a, r, n);
        });
    }

    private static Expression timestampMonths(LogicalType type, Expression point, Expression interval, int sign) {
        return Kernels.<Column, IntColumn, Column>binary(type, point, interval, (a, b, r, n) -> {
            shiftMonths(millisOf(a), b.values(), sign, millisOf(r), n);
            copyNanos(a, r, n);
        });
    }

    // ---- differences -----------------------------------------------------------------------------------------------

    private static Expression difference(Call call) {
        LogicalType left = call.operandType(0);
        LogicalType right = call.operandType(1);
        boolean zoned = left.is(LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE);
        boolean supported = left.is(LogicalTypeFamily.DATETIME)
                && right.is(LogicalTypeFamily.DATETIME)
                && zoned == right.is(LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE);
        if (!supported
                || left.is(LogicalTypeRoot.TIME_WITHOUT_TIME_ZONE)
                        != right.is(LogicalTypeRoot.TIME_WITHOUT_TIME_ZONE)) {
            throw call.notNative();
        }
        return switch (call.type().getTypeRoot()) {
            case INTERVAL_DAY_TIME ->
                Kernels.<LongColumn, LongColumn, LongColumn>binary(
                        call.type(),
                        epochMillis(call.operand(0)),
                        epochMillis(call.operand(1)),
                        (a, b, r, n) -> ArithmeticKernels.subtract(a.values(), b.values(), r.values(), n));
            case INTERVAL_YEAR_MONTH ->
                Kernels.<LongColumn, LongColumn, IntColumn>binary(
                        call.type(),
                        epochMillis(call.operand(0)),
                        epochMillis(call.operand(1)),
                        (a, b, r, n) -> subtractMonths(a.values(), b.values(), r, n));
            default -> throw call.notNative();
        };
    }

    /** A point in time as milliseconds. */
    static Expression epochMillis(Expression point) {
        LogicalType type = new BigIntType(point.type().isNullable());
        if (Columns.kind(point.type()) == ColumnKind.LONG) {
            return Retyped.of(point, type);
        }
        return switch (point.type().getTypeRoot()) {
            case DATE ->
                Kernels.<IntColumn, LongColumn>unary(type, point, (a, r, n) -> daysToMillis(a.values(), r.values(), n));
            case TIME_WITHOUT_TIME_ZONE ->
                Kernels.<IntColumn, LongColumn>unary(
                        type, point, (a, r, n) -> NumberKernels.intToLong(a.values(), r.values(), n));
            default ->
                Kernels.<TimestampColumn, LongColumn>unary(
                        type, point, (a, r, n) -> System.arraycopy(a.millis(), 0, r.values(), 0, n));
        };
    }

    // ---- kernels ---------------------------------------------------------------------------------------------------

    private static long[] millisOf(Column column) {
        return column instanceof LongColumn longs ? longs.values() : ((TimestampColumn) column).millis();
    }

    private static void copyNanos(Column from, Column to, int count) {
        if (to instanceof TimestampColumn timestamps) {
            System.arraycopy(((TimestampColumn) from).nanosOfMilli(), 0, timestamps.nanosOfMilli(), 0, count);
        }
    }

    static void daysToMillis(int[] days, long[] result, int count) {
        for (int i = 0; i < count; i++) {
            result[i] = days[i] * MILLIS_PER_DAY;
        }
    }

    private static void shiftDate(int[] days, long[] millis, int sign, int[] result, int count) {
        for (int i = 0; i < count; i++) {
            result[i] = days[i] + sign * (int) (millis[i] / MILLIS_PER_DAY);
        }
    }

    private static void shiftDateToMillis(int[] days, long[] millis, int sign, long[] result, int count) {
        for (int i = 0; i < count; i++) {
            result[i] = days[i] * MILLIS_PER_DAY + sign * millis[i];
        }
    }

    private static void shiftTime(int[] millisOfDay, long[] millis, int sign, int[] result, int count) {
        for (int i = 0; i < count; i++) {
            long shift = sign * (millis[i] % MILLIS_PER_DAY);
            result[i] = (int) ((millisOfDay[i] + MILLIS_PER_DAY + shift) % MILLIS_PER_DAY);
        }
    }

    private static void shiftDateMonths(int[] days, int[] months, int sign, int[] result, int count) {
        for (int i = 0; i < count; i++) {
            result[i] = DateTimeUtils.addMonths(days[i], sign * months[i]);
        }
    }

    private static void shiftMonths(long[] millis, int[] months, int sign, long[] result, int count) {
        for (int i = 0; i < count; i++) {
            result[i] = DateTimeUtils.addMonths(millis[i], sign * months[i]);
        }
    }

    private static void subtractMonths(long[] left, long[] right, IntColumn result, int count) {
        for (int i = 0; i < count; i++) {
            if (!result.isNull(i)) {
                result.set(i, DateTimeUtils.subtractMonths(left[i], right[i]));
            }
        }
    }
}

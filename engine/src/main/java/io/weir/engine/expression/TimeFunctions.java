package io.weir.engine.expression;

import io.weir.columnar.Column;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.utils.DateTimeUtils;
import org.apache.flink.table.utils.DateTimeUtils.TimeUnitRange;

/**
 * EXTRACT, which also stands for YEAR, QUARTER, MONTH, WEEK, DAYOFYEAR, DAYOFMONTH, DAYOFWEEK, HOUR, MINUTE and SECOND.
 * As in Flink, the fields of a time before 1970 count towards zero and may be negative.
 */
final class TimeFunctions {
    static final long MILLIS_PER_DAY = 86_400_000L;
    static final long MILLIS_PER_HOUR = 3_600_000L;
    static final long MILLIS_PER_MINUTE = 60_000L;
    static final long MILLIS_PER_SECOND = 1000L;

    private TimeFunctions() {}

    static void register(FunctionRegistry registry) {
        registry.add("EXTRACT", TimeFunctions::extract);
    }

    private static Expression extract(Call call) {
        TimeUnitRange unit = unit(call, call.symbol(0));
        Expression operand = call.operand(1);
        LogicalType type = operand.type();
        return switch (type.getTypeRoot()) {
            case DATE ->
                isOfDate(unit) || unit == TimeUnitRange.EPOCH
                        ? Kernels.<IntColumn, LongColumn>unary(
                                call.type(), operand, (a, r, n) -> fromDays(unit, a.values(), r.values(), n))
                        : fromNumber(call, unit, operand);
            case TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> fromTimestamp(call, unit, operand);
            case TIME_WITHOUT_TIME_ZONE, INTERVAL_DAY_TIME, INTERVAL_YEAR_MONTH, BIGINT ->
                fromNumber(call, unit, operand);
            default -> throw call.notNative();
        };
    }

    /** The unit of that name. */
    static TimeUnitRange unit(Call call, String name) {
        for (TimeUnitRange unit : TimeUnitRange.values()) {
            if (unit.name().equals(name)) {
                return unit;
            }
        }
        throw call.notNative();
    }

    private static boolean isOfDate(TimeUnitRange unit) {
        return switch (unit) {
            case YEAR, MONTH, DAY, QUARTER, DOY, ISOYEAR, DOW, ISODOW, WEEK, DECADE, CENTURY, MILLENNIUM -> true;
            default -> false;
        };
    }

    private static Expression fromTimestamp(Call call, TimeUnitRange unit, Expression operand) {
        Expression millis = local(call, operand);
        if (isOfDate(unit)) {
            return Kernels.<LongColumn, LongColumn>unary(
                    call.type(), millis, (a, r, n) -> fromMillis(unit, a.values(), r.values(), n));
        }
        return switch (unit) {
            case EPOCH ->
                Kernels.<LongColumn, LongColumn>unary(
                        call.type(),
                        millis,
                        (a, r, n) -> ArithmeticKernels.divide(a.values(), MILLIS_PER_SECOND, r.values(), n));
            case MICROSECOND, NANOSECOND -> {
                long perMilli = unit == TimeUnitRange.MICROSECOND ? 1000 : 1_000_000;
                yield Kernels.<LongColumn, Column, LongColumn>binary(
                        call.type(),
                        millis,
                        operand,
                        (a, b, r, n) -> fractions(a.values(), b, perMilli, r.values(), n));
            }
            default -> fromNumber(call, unit, millis);
        };
    }

    /** The milliseconds of a timestamp, of one with a zone those of its local time. */
    private static Expression local(Call call, Expression timestamp) {
        Expression millis = TemporalArithmetic.epochMillis(timestamp);
        if (!timestamp.type().is(LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE)) {
            return millis;
        }
        ZoneShift zone = new ZoneShift(call.context().localTimeZone());
        return Kernels.<LongColumn, LongColumn>unary(millis.type(), millis, (a, r, n) -> {
            for (int i = 0; i < n; i++) {
                r.set(i, r.isNull(i) ? 0 : zone.toLocal(a.get(i)));
            }
        });
    }

    /** A field of a number of milliseconds or months: what is left of the next greater unit, in this unit. */
    private static Expression fromNumber(Call call, TimeUnitRange unit, Expression operand) {
        Expression longs = Numbers.toLong(operand);
        return switch (unit) {
            case DAY -> part(call, longs, Long.MAX_VALUE, MILLIS_PER_DAY);
            case HOUR -> part(call, longs, MILLIS_PER_DAY, MILLIS_PER_HOUR);
            case MINUTE -> part(call, longs, MILLIS_PER_HOUR, MILLIS_PER_MINUTE);
            case SECOND -> part(call, longs, MILLIS_PER_MINUTE, MILLIS_PER_SECOND);
            case MILLISECOND -> part(call, longs, MILLIS_PER_SECOND, 1);
            case MONTH -> part(call, longs, 12, 1);
            case YEAR -> part(call, longs, Long.MAX_VALUE, 12);
            case CENTURY -> part(call, longs, Long.MAX_VALUE, 1200);
            case MILLENNIUM -> part(call, longs, Long.MAX_VALUE, 12_000);
            case QUARTER ->
                Kernels.<LongColumn, LongColumn>unary(
                        call.type(), longs, (a, r, n) -> quarters(a.values(), r.values(), n));
            default -> throw call.notNative();
        };
    }

    private static Expression part(Call call, Expression operand, long factor, long unit) {
        return Kernels.<LongColumn, LongColumn>unary(
                call.type(), operand, (a, r, n) -> part(a.values(), factor, unit, r.values(), n));
    }

    // ---- kernels ---------------------------------------------------------------------------------------------------

    private static void fromDays(TimeUnitRange unit, int[] days, long[] result, int count) {
        for (int i = 0; i < count; i++) {
            result[i] = DateTimeUtils.extractFromDate(unit, days[i]);
        }
    }

    private static void fromMillis(TimeUnitRange unit, long[] millis, long[] result, int count) {
        for (int i = 0; i < count; i++) {
            result[i] = DateTimeUtils.extractFromDate(unit, millis[i] / MILLIS_PER_DAY);
        }
    }

    private static void fractions(long[] millis, Column timestamps, long perMilli, long[] result, int count) {
        for (int i = 0; i < count; i++) {
            result[i] = millis[i] % MILLIS_PER_SECOND * perMilli
                    + Values.nanosOfMilli(timestamps, i) / (1_000_000 / perMilli);
        }
    }

    private static void part(long[] values, long factor, long unit, long[] result, int count) {
        for (int i = 0; i < count; i++) {
            result[i] = values[i] % factor / unit;
        }
    }

    private static void quarters(long[] months, long[] result, int count) {
        for (int i = 0; i < count; i++) {
            result[i] = (months[i] % 12 - 1) / 3 + 1;
        }
    }
}

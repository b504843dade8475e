package io.weir.engine.expression;

import io.weir.columnar.Column;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import java.util.TimeZone;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.utils.DateTimeUtils;
import org.apache.flink.table.utils.DateTimeUtils.TimeUnitRange;

/** FLOOR and CEIL of points in time to a unit. */
final class TimeRounding {
    private TimeRounding() {}

    static Expression compile(Call call, boolean ceil) {
        TimeUnitRange unit = TimeFunctions.unit(call, call.symbol(1));
        Expression operand = call.operand(0);
        return switch (operand.type().getTypeRoot()) {
            case DATE -> isOfDate(unit) ? dates(call.type(), operand, unit, ceil) : operand;
            case TIME_WITHOUT_TIME_ZONE -> times(call, operand, unit, ceil);
            case TIMESTAMP_WITHOUT_TIME_ZONE -> timestamps(call, operand, unit, ceil);
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> zoned(call, operand, unit, ceil);
            default -> throw call.notNative();
        };
    }

    private static boolean isOfDate(TimeUnitRange unit) {
        return switch (unit) {
            case MILLENNIUM, CENTURY, DECADE, YEAR, QUARTER, MONTH, WEEK, DAY -> true;
            default -> false;
        };
    }

    /** The milliseconds of a unit of fixed length; 0 for the others. */
    private static long millis(TimeUnitRange unit) {
        return switch (unit) {
            case DAY -> TimeFunctions.MILLIS_PER_DAY;
            case HOUR -> TimeFunctions.MILLIS_PER_HOUR;
            case MINUTE -> TimeFunctions.MILLIS_PER_MINUTE;
            case SECOND -> TimeFunctions.MILLIS_PER_SECOND;
            case MILLISECOND -> 1;
            default -> 0;
        };
    }

    private static Expression dates(LogicalType type, Expression operand, TimeUnitRange unit, boolean ceil) {
        return Kernels.<IntColumn, IntColumn>unary(type, operand, (a, r, n) -> {
            for (int i = 0; i < n; i++) {
                int days = a.get(i);
                r.set(i, (int)
                        (ceil ? DateTimeUtils.unixDateCeil(unit, days) : DateTimeUtils.unixDateFloor(unit, days)));
            }
        });
    }

    private static Expression times(Call call, Expression operand, TimeUnitRange unit, boolean ceil) {
        long millis = millis(unit);
        if (millis == 0 || unit == TimeUnitRange.DAY) {
            throw call.notNative();
        }
        return Kernels.<IntColumn, IntColumn>unary(call.type(), operand, (a, r, n) -> {
            for (int i = 0; i < n; i++) {
                r.set(i, (int) round(a.get(i), millis, ceil));
            }
        });
    }

    private static Expression timestamps(Call call, Expression operand, TimeUnitRange unit, boolean ceil) {
        long millis = millis(unit);
        if (millis == 0 && !isOfDate(unit)) {
            throw call.notNative();
        }
        if (unit == TimeUnitRange.MILLISECOND) {
            return Kernels.<Column, Column>unary(call.type(), operand, (a, r, n) -> {
                for (int i = 0; i < n; i++) {
                    boolean up = ceil && Values.nanosOfMilli(a, i) > 0;
                    TextParsers.set(r, i, Values.millis(a, i) + (up ? 1 : 0), 0);
                }
            });
        }
        return Kernels.<LongColumn, Column>unary(call.type(), TemporalArithmetic.epochMillis(operand), (a, r, n) -> {
            for (int i = 0; i < n; i++) {
                long value = a.get(i);
                long rounded = millis > 0
                        ? round(value, millis, ceil)
                        : ceil
                                ? DateTimeUtils.unixTimestampCeil(unit, value)
                                : DateTimeUtils.unixTimestampFloor(unit, value);
                TextParsers.set(r, i, rounded, 0);
            }
        });
    }

    private static Expression zoned(Call call, Expression operand, TimeUnitRange unit, boolean ceil) {
        if (millis(unit) == 0 && !isOfDate(unit)) {
            throw call.notNative();
        }
        TimeZone zone = TimeZone.getTimeZone(call.context().localTimeZone());
        return Kernels.<LongColumn, Column>unary(call.type(), TemporalArithmetic.epochMillis(operand), (a, r, n) -> {
            for (int i = 0; i < n; i++) {
                long value = a.get(i);
                long rounded = ceil
                        ? DateTimeUtils.timestampCeil(unit, value, zone)
                        : DateTimeUtils.timestampFloor(unit, value, zone);
                TextParsers.set(r, i, rounded, 0);
            }
        });
    }

    private static long round(long value, long unit, boolean ceil) {
        long from = ceil ? value + unit - 1 : value;
        return from - Math.floorMod(from, unit);
    }
}

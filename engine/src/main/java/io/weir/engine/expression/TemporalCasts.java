package io.weir.engine.expression;

import io.weir.columnar.Column;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import io.weir.columnar.TimestampColumn;
import java.util.Arrays;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;
import org.apache.flink.table.utils.DateTimeUtils;
import org.jspecify.annotations.Nullable;

/** Casts between DATE, TIME, TIMESTAMP and TIMESTAMP_LTZ; the latter is local time of the session's zone. */
final class TemporalCasts {
    private static final long MILLIS_PER_DAY = 86_400_000L;

    /** A conversion of milliseconds. */
    private interface Shift {
        long apply(long millis);
    }

    private TemporalCasts() {}

    static @Nullable Expression cast(Expression operand, LogicalType target, ExpressionContext context) {
        LogicalType source = operand.type();
        ZoneShift zone = new ZoneShift(context.localTimeZone());
        boolean toTimestamp = target.is(LogicalTypeFamily.TIMESTAMP);
        boolean toZoned = target.is(LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE);
        return switch (source.getTypeRoot()) {
            case TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
                switch (target.getTypeRoot()) {
                    case TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
                        timestamps(operand, target, zone);
                    case DATE -> toDate(operand, target, zone);
                    case TIME_WITHOUT_TIME_ZONE -> toTime(operand, target, zone);
                    default -> null;
                };
            case DATE ->
                toTimestamp
                        ? fromInts(operand, target, days -> {
                            long millis = days * MILLIS_PER_DAY;
                            return toZoned ? zone.toEpoch(millis) : millis;
                        })
                        : null;
            case TIME_WITHOUT_TIME_ZONE ->
                toTimestamp
                        ? fromInts(operand, target, millis -> toZoned ? zone.toEpoch(millis) : millis)
                        : times(operand, target);
            default -> null;
        };
    }

    private static Expression fromInts(Expression operand, LogicalType target, Shift shift) {
        return Kernels.<IntColumn, Column>unary(target, operand, (a, r, n) -> {
            for (int i = 0; i < n; i++) {
                TextParsers.set(r, i, r.isNull(i) ? 0 : shift.apply(a.get(i)), 0);
            }
        });
    }

    /** BIGINT milliseconds as a timestamp. */
    static Expression fromEpochMillis(Expression operand, LogicalType target) {
        return Kernels.<LongColumn, Column>unary(target, operand, (a, r, n) -> {
            if (r instanceof TimestampColumn timestamps) {
                System.arraycopy(a.values(), 0, timestamps.millis(), 0, n);
                Arrays.fill(timestamps.nanosOfMilli(), 0, n, 0);
            } else {
                System.arraycopy(a.values(), 0, ((LongColumn) r).values(), 0, n);
            }
        });
    }

    private static Expression timestamps(Expression operand, LogicalType target, ZoneShift zone) {
        LogicalType source = operand.type();
        int precision = LogicalTypeChecks.getPrecision(target);
        boolean truncated = LogicalTypeChecks.getPrecision(source) > precision;
        Shift shift = shift(source, target, zone);
        return Kernels.<Column, Column>unary(target, operand, (a, r, n) -> {
            for (int i = 0; i < n; i++) {
                if (!r.isNull(i)) {
                    long millis = shift.apply(Values.millis(a, i));
                    int nanos = Values.nanosOfMilli(a, i);
                    if (truncated) {
                        TimestampData cut =
                                DateTimeUtils.truncate(TimestampData.fromEpochMillis(millis, nanos), precision);
                        millis = cut.getMillisecond();
                        nanos = cut.getNanoOfMillisecond();
                    }
                    TextParsers.set(r, i, millis, nanos);
                }
            }
        });
    }

    private static Shift shift(LogicalType source, LogicalType target, ZoneShift zone) {
        if (source.is(target.getTypeRoot())) {
            return millis -> millis;
        }
        return target.is(LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE) ? zone::toEpoch : zone::toLocal;
    }

    /** Without a zone, the day counts from 1970 towards zero: the last day of 1969 is 1970-01-01, as in Flink. */
    private static Expression toDate(Expression operand, LogicalType target, ZoneShift zone) {
        boolean zoned = operand.type().is(LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE);
        return Kernels.<Column, IntColumn>unary(target, operand, (a, r, n) -> {
            for (int i = 0; i < n; i++) {
                if (!r.isNull(i)) {
                    long millis = Values.millis(a, i);
                    r.set(
                            i,
                            zoned
                                    ? (int) Math.floorDiv(zone.toLocal(millis), MILLIS_PER_DAY)
                                    : (int) (millis / MILLIS_PER_DAY));
                }
            }
        });
    }

    /** The time of a day before 1970 counts from midnight too; Flink computes a negative one and fails. */
    private static Expression toTime(Expression operand, LogicalType target, ZoneShift zone) {
        boolean zoned = operand.type().is(LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE);
        int precision = LogicalTypeChecks.getPrecision(target);
        return Kernels.<Column, IntColumn>unary(target, operand, (a, r, n) -> {
            for (int i = 0; i < n; i++) {
                if (!r.isNull(i)) {
                    long millis = Values.millis(a, i);
                    int time = (int) Math.floorMod(zoned ? zone.toLocal(millis) : millis, MILLIS_PER_DAY);
                    r.set(i, DateTimeUtils.applyTimePrecisionTruncation(time, precision));
                }
            }
        });
    }

    private static @Nullable Expression times(Expression operand, LogicalType target) {
        if (!target.is(LogicalTypeRoot.TIME_WITHOUT_TIME_ZONE)) {
            return null;
        }
        int precision = LogicalTypeChecks.getPrecision(target);
        return Kernels.<IntColumn, IntColumn>unary(target, operand, (a, r, n) -> {
            for (int i = 0; i < n; i++) {
                r.set(i, DateTimeUtils.truncate(a.get(i), precision));
            }
        });
    }
}

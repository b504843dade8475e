package io.weir.engine.function;

import io.weir.columnar.Column;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import io.weir.columnar.TimestampColumn;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.TimeZone;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.YearMonthIntervalType;
import org.apache.flink.table.types.logical.YearMonthIntervalType.YearMonthResolution;

/**
 * Converters of dates, times and intervals. The classes of {@code java.sql} stand for the local time of the process's
 * own zone, which is what they always do.
 */
final class TimeConverters {
    private static final int MILLIS_PER_SECOND = 1000;
    private static final int MILLIS_PER_DAY = 86_400_000;
    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final int MONTHS_PER_YEAR = 12;

    private TimeConverters() {}

    static ValueConverter date(DataType type) {
        Class<?> target = type.getConversionClass();
        if (target == LocalDate.class) {
            return new ValueConverter(
                    (column, position) -> LocalDate.ofEpochDay(number(column, position)),
                    (column, position, value) -> setInt(column, position, ((LocalDate) value).toEpochDay()));
        }
        if (target == Date.class) {
            return new ValueConverter(
                    (column, position) -> Date.valueOf(LocalDate.ofEpochDay(number(column, position))),
                    (column, position, value) -> setInt(
                            column, position, ((Date) value).toLocalDate().toEpochDay()));
        }
        return integers(type);
    }

    static ValueConverter time(DataType type) {
        Class<?> target = type.getConversionClass();
        if (target == LocalTime.class) {
            return new ValueConverter(
                    (column, position) -> LocalTime.ofNanoOfDay((long) number(column, position) * NANOS_PER_MILLI),
                    (column, position, value) ->
                            setInt(column, position, ((LocalTime) value).toNanoOfDay() / NANOS_PER_MILLI));
        }
        if (target == Time.class) {
            return new ValueConverter(
                    (column, position) -> {
                        int millis = number(column, position);
                        return new Time(millis - TimeZone.getDefault().getOffset(millis));
                    },
                    (column, position, value) -> {
                        long millis = ((Time) value).getTime();
                        long local = millis + TimeZone.getDefault().getOffset(millis);
                        setInt(column, position, Math.floorMod(local, MILLIS_PER_DAY));
                    });
        }
        if (target == Long.class || target == long.class) {
            return new ValueConverter(
                    (column, position) -> (long) number(column, position) * NANOS_PER_MILLI,
                    (column, position, value) -> setInt(column, position, (Long) value / NANOS_PER_MILLI));
        }
        return integers(type);
    }

    static ValueConverter timestamp(DataType type) {
        Class<?> target = type.getConversionClass();
        if (target == LocalDateTime.class) {
            return new ValueConverter(
                    TimeConverters::localDateTime,
                    (column, position, value) -> setLocalDateTime(column, position, (LocalDateTime) value));
        }
        if (target == Timestamp.class) {
            return new ValueConverter(
                    (column, position) -> Timestamp.valueOf(localDateTime(column, position)),
                    (column, position, value) ->
                            setLocalDateTime(column, position, ((Timestamp) value).toLocalDateTime()));
        }
        return timestampData(type);
    }

    static ValueConverter instant(DataType type) {
        Class<?> target = type.getConversionClass();
        if (target == Instant.class) {
            return new ValueConverter(
                    (column, position) ->
                            Instant.ofEpochMilli(millis(column, position)).plusNanos(nanosOfMilli(column, position)),
                    (column, position, value) -> {
                        Instant instant = (Instant) value;
                        set(column, position, instant.toEpochMilli(), instant.getNano() % NANOS_PER_MILLI);
                    });
        }
        if (target == Long.class || target == long.class) {
            return new ValueConverter(
                    (column, position) -> millis(column, position),
                    (column, position, value) -> set(column, position, (Long) value, 0));
        }
        if (target == Integer.class || target == int.class) {
            // The cast comes first in Flink as well: seconds after January 1970 are what the low 32 bits say.
            return new ValueConverter(
                    (column, position) -> (int) millis(column, position) / MILLIS_PER_SECOND,
                    (column, position, value) -> set(column, position, (long) (Integer) value * MILLIS_PER_SECOND, 0));
        }
        if (target == Timestamp.class) {
            return new ValueConverter(
                    (column, position) -> {
                        Timestamp timestamp = new Timestamp(millis(column, position));
                        timestamp.setNanos(timestamp.getNanos() + nanosOfMilli(column, position));
                        return timestamp;
                    },
                    (column, position, value) -> {
                        Timestamp timestamp = (Timestamp) value;
                        set(column, position, timestamp.getTime(), timestamp.getNanos() % NANOS_PER_MILLI);
                    });
        }
        return timestampData(type);
    }

    static ValueConverter months(DataType type) {
        if (type.getConversionClass() != Period.class) {
            return integers(type);
        }
        YearMonthResolution resolution = ((YearMonthIntervalType) type.getLogicalType()).getResolution();
        return new ValueConverter(
                (column, position) -> {
                    int months = number(column, position);
                    return switch (resolution) {
                        case YEAR -> Period.ofYears(months / MONTHS_PER_YEAR);
                        case MONTH -> Period.ofMonths(months);
                        case YEAR_TO_MONTH -> Period.of(months / MONTHS_PER_YEAR, months % MONTHS_PER_YEAR, 0);
                    };
                },
                (column, position, value) -> setInt(column, position, ((Period) value).toTotalMonths()));
    }

    static ValueConverter duration(DataType type) {
        if (type.getConversionClass() == Duration.class) {
            return new ValueConverter(
                    (column, position) -> Duration.ofMillis(((LongColumn) column).get(position)),
                    (column, position, value) -> ((LongColumn) column).set(position, ((Duration) value).toMillis()));
        }
        return new ValueConverter(
                (column, position) -> ((LongColumn) column).get(position),
                (column, position, value) -> ((LongColumn) column).set(position, (Long) value));
    }

    private static ValueConverter integers(DataType type) {
        if (type.getConversionClass() != Integer.class && type.getConversionClass() != int.class) {
            throw ValueConverters.notNative(type);
        }
        return new ValueConverter(
                (column, position) -> number(column, position),
                (column, position, value) -> ((IntColumn) column).set(position, (Integer) value));
    }

    private static ValueConverter timestampData(DataType type) {
        if (type.getConversionClass() != TimestampData.class) {
            throw ValueConverters.notNative(type);
        }
        return new ValueConverter(
                (column, position) ->
                        TimestampData.fromEpochMillis(millis(column, position), nanosOfMilli(column, position)),
                (column, position, value) -> {
                    TimestampData timestamp = (TimestampData) value;
                    set(column, position, timestamp.getMillisecond(), timestamp.getNanoOfMillisecond());
                });
    }

    private static LocalDateTime localDateTime(Column column, int position) {
        long millis = millis(column, position);
        int nanos = Math.floorMod(millis, MILLIS_PER_SECOND) * NANOS_PER_MILLI + nanosOfMilli(column, position);
        return LocalDateTime.ofEpochSecond(Math.floorDiv(millis, MILLIS_PER_SECOND), nanos, ZoneOffset.UTC);
    }

    private static void setLocalDateTime(Column column, int position, LocalDateTime value) {
        long seconds = value.toEpochSecond(ZoneOffset.UTC);
        int nano = value.getNano();
        set(column, position, seconds * MILLIS_PER_SECOND + nano / NANOS_PER_MILLI, nano % NANOS_PER_MILLI);
    }

    private static int number(Column column, int position) {
        return ((IntColumn) column).get(position);
    }

    private static void setInt(Column column, int position, long value) {
        ((IntColumn) column).set(position, Math.toIntExact(value));
    }

    private static long millis(Column column, int position) {
        return column instanceof LongColumn longs ? longs.get(position) : ((TimestampColumn) column).millis()[position];
    }

    private static int nanosOfMilli(Column column, int position) {
        return column instanceof TimestampColumn timestamps ? timestamps.nanosOfMilli()[position] : 0;
    }

    private static void set(Column column, int position, long millis, int nanosOfMilli) {
        if (column instanceof LongColumn longs) {
            longs.set(position, millis);
        } else {
            ((TimestampColumn) column).set(position, millis, nanosOfMilli);
        }
    }
}

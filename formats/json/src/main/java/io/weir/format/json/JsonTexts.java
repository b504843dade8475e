package io.weir.format.json;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import org.apache.flink.table.data.TimestampData;

/** Dates and times as texts, in all the ways that Flink's format reads them. */
final class JsonTexts {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter();
    private static final DateTimeFormatter SQL = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral(' ')
            .append(TIME)
            .toFormatter();
    private static final DateTimeFormatter SQL_ZONED =
            new DateTimeFormatterBuilder().append(SQL).appendLiteral('Z').toFormatter();
    private static final DateTimeFormatter ISO_ZONED = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendLiteral('Z')
            .toFormatter();

    private JsonTexts() {}

    /** Days since 1970. */
    static int date(String text) {
        return (int) LocalDate.parse(text, DateTimeFormatter.ISO_LOCAL_DATE).toEpochDay();
    }

    /** Milliseconds of the day. */
    static int timeMillis(String text) {
        LocalTime time = TIME.parse(text).query(TemporalQueries.localTime());
        return (int) (time.toNanoOfDay() / NANOS_PER_MILLI);
    }

    /** Date and time of a TIMESTAMP, or with a zone of a TIMESTAMP_LTZ, which is always UTC. */
    static TimestampData timestamp(String text, boolean isIso, boolean hasZone) {
        DateTimeFormatter format;
        if (isIso) {
            format = hasZone ? ISO_ZONED : DateTimeFormatter.ISO_LOCAL_DATE_TIME;
        } else {
            format = hasZone ? SQL_ZONED : SQL;
        }
        TemporalAccessor parsed = format.parse(text);
        return TimestampData.fromLocalDateTime(
                LocalDateTime.of(parsed.query(TemporalQueries.localDate()), parsed.query(TemporalQueries.localTime())));
    }
}

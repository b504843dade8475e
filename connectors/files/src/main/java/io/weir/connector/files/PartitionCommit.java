package io.weir.connector.files;

import io.weir.engine.connector.TableOptions;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * When a partition is complete, and how that is told: Flink's options.
 *
 * @param isByPartitionTime whether the watermark decides, and not the clock
 * @param delayMillis how long after its time, or its first row, a partition is complete
 * @param successFile the name of the file that tells it; empty if nothing does
 * @param pattern how a time is made of the values of the keys; empty for the first value
 * @param formatter how that text is read; empty for Flink's own way
 * @param zone the zone of the partitions' times
 */
record PartitionCommit(
        boolean isByPartitionTime,
        long delayMillis,
        Optional<String> successFile,
        Optional<String> pattern,
        Optional<DateTimeFormatter> formatter,
        ZoneId zone) {
    private static final String PREFIX = "sink.partition-commit.";
    private static final String EXTRACTOR = "partition.time-extractor.";
    private static final DateTimeFormatter DATE = date(new DateTimeFormatterBuilder());
    private static final DateTimeFormatter TIMESTAMP = date(new DateTimeFormatterBuilder(), true);

    private static DateTimeFormatter date(DateTimeFormatterBuilder builder) {
        return date(builder, false);
    }

    /** One digit or two for months, days, hours, minutes and seconds, as Flink has it. */
    private static DateTimeFormatter date(DateTimeFormatterBuilder builder, boolean hasTime) {
        builder.appendValue(ChronoField.YEAR, 1, 10, SignStyle.NORMAL)
                .appendLiteral('-')
                .appendValue(ChronoField.MONTH_OF_YEAR, 1, 2, SignStyle.NORMAL)
                .appendLiteral('-')
                .appendValue(ChronoField.DAY_OF_MONTH, 1, 2, SignStyle.NORMAL);
        if (hasTime) {
            builder.appendLiteral(' ')
                    .appendValue(ChronoField.HOUR_OF_DAY, 1, 2, SignStyle.NORMAL)
                    .appendLiteral(':')
                    .appendValue(ChronoField.MINUTE_OF_HOUR, 1, 2, SignStyle.NORMAL)
                    .appendLiteral(':')
                    .appendValue(ChronoField.SECOND_OF_MINUTE, 1, 2, SignStyle.NORMAL)
                    .optionalStart()
                    .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
                    .optionalEnd();
        }
        return builder.toFormatter(Locale.ROOT).withResolverStyle(ResolverStyle.LENIENT);
    }

    static PartitionCommit of(TableOptions options) {
        Optional<String> successFile = Optional.empty();
        String success = options.text(PREFIX + "success-file.name", "_SUCCESS");
        for (String kind : options.text(PREFIX + "policy.kind", "").split(",")) {
            switch (kind.strip().toLowerCase(Locale.ROOT)) {
                case "" -> {}
                case "success-file" -> successFile = Optional.of(success);
                case "metastore" -> throw options.invalid(PREFIX + "policy.kind", "a table of files has no metastore");
                default -> throw options.notNative(PREFIX + "policy.kind");
            }
        }
        options.refuse(PREFIX + "policy.class", PREFIX + "policy.class.parameters", EXTRACTOR + "class");
        String kind = options.text(EXTRACTOR + "kind", "default");
        if (!kind.equalsIgnoreCase("default")) {
            throw options.notNative(EXTRACTOR + "kind");
        }
        return new PartitionCommit(
                trigger(options).equals("partition-time"),
                options.duration(PREFIX + "delay").orElse(Duration.ZERO).toMillis(),
                successFile,
                options.text(EXTRACTOR + "timestamp-pattern"),
                options.text(EXTRACTOR + "timestamp-formatter").map(it -> formatter(options, it)),
                zone(options));
    }

    private static String trigger(TableOptions options) {
        String key = PREFIX + "trigger";
        String trigger =
                options.text(key, "process-time").toLowerCase(Locale.ROOT).replace('_', '-');
        if (!trigger.equals("process-time") && !trigger.equals("partition-time")) {
            throw options.invalid(key, "it must be process-time or partition-time");
        }
        return trigger;
    }

    private static DateTimeFormatter formatter(TableOptions options, String pattern) {
        try {
            return DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw options.invalid(EXTRACTOR + "timestamp-formatter", String.valueOf(e.getMessage()));
        }
    }

    private static ZoneId zone(TableOptions options) {
        String key = PREFIX + "watermark-time-zone";
        try {
            return ZoneId.of(options.text(key, "UTC"));
        } catch (DateTimeException e) {
            throw options.invalid(key, "it must be a time zone such as Europe/Berlin or GMT+02:00");
        }
    }

    /** The time from which on a partition is complete; by the clock, it counts from its first row. */
    long completeMillis(List<String> keys, List<String> values, long firstRowMillis) {
        return (isByPartitionTime ? timeMillis(keys, values) : firstRowMillis) + delayMillis;
    }

    private long timeMillis(List<String> keys, List<String> values) {
        String text = pattern.orElse(values.get(0));
        for (int i = 0; pattern.isPresent() && i < keys.size(); i++) {
            text = text.replace("$" + keys.get(i), values.get(i));
        }
        try {
            return time(text).atZone(zone).toInstant().toEpochMilli();
        } catch (DateTimeException e) {
            throw new WeirException(
                    ErrorCode.VALUE_INVALID,
                    "'" + text + "', which was made of the partition's keys, is no time",
                    "partition " + PartitionPaths.path(keys, values),
                    "Say how the keys make a time with '" + EXTRACTOR + "timestamp-pattern', such as '$dt $hour:00:00'",
                    e);
        }
    }

    private LocalDateTime time(String text) {
        DateTimeFormatter dateTime = formatter.orElse(TIMESTAMP);
        try {
            return LocalDateTime.parse(text, dateTime);
        } catch (DateTimeException e) {
            return LocalDateTime.of(LocalDate.parse(text, formatter.orElse(DATE)), LocalTime.MIDNIGHT);
        }
    }
}

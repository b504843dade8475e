package io.weir.connector.kafka;

import io.weir.engine.connector.TableOptions;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The options of a Kafka table that is read.
 *
 * @param table what source and sink have in common
 * @param start where reading begins
 * @param end where it ends; empty for a stream without end
 * @param discoveryIntervalMillis how often new partitions are looked for; 0 for never
 */
record ScanOptions(KafkaTable table, OffsetPosition start, Optional<OffsetPosition> end, long discoveryIntervalMillis) {
    private static final String STARTUP_MODE = "scan.startup.mode";
    private static final String BOUNDED_MODE = "scan.bounded.mode";
    private static final String GROUP_ID = "group.id";
    private static final Duration DISCOVERY_INTERVAL_DEFAULT = Duration.ofMinutes(5);

    static ScanOptions of(String tableName, Map<String, String> options) {
        TableOptions reader = new TableOptions(tableName, options);
        KafkaTable table = KafkaTable.of(tableName, reader);
        OffsetPosition start = start(reader, table);
        reader.ignore("scan.startup.timestamp-millis", "scan.startup.specific-offsets");
        return of(reader, table, start);
    }

    /** A table of {@code upsert-kafka} is read from its first record on, or it would not be whole. */
    static ScanOptions ofUpsert(String tableName, Map<String, String> options, List<String> primaryKey) {
        TableOptions reader = new TableOptions(tableName, options);
        return of(reader, KafkaTable.ofUpsert(tableName, reader, primaryKey), new OffsetPosition.Earliest());
    }

    private static ScanOptions of(TableOptions reader, KafkaTable table, OffsetPosition start) {
        Optional<OffsetPosition> end = end(reader, table);
        reader.ignore("scan.bounded.timestamp-millis", "scan.bounded.specific-offsets", "scan.parallelism");
        reader.ignorePrefix("sink.");
        Duration interval =
                reader.duration("scan.topic-partition-discovery.interval").orElse(DISCOVERY_INTERVAL_DEFAULT);
        reader.rejectUnknown();
        return new ScanOptions(table, start, end, end.isPresent() ? 0 : Math.max(0, interval.toMillis()));
    }

    /**
     * What the consumer does when an offset is no longer kept while it reads: as Flink does for each way of starting.
     */
    OffsetReset reset() {
        if (start instanceof OffsetPosition.Committed committed) {
            return committed.otherwise();
        }
        return start instanceof OffsetPosition.Latest || start instanceof OffsetPosition.AtTimestamp
                ? OffsetReset.LATEST
                : OffsetReset.EARLIEST;
    }

    private static OffsetPosition start(TableOptions reader, KafkaTable table) {
        String mode = reader.text(STARTUP_MODE, "group-offsets").toLowerCase(Locale.ROOT);
        return switch (mode) {
            case "earliest-offset" -> new OffsetPosition.Earliest();
            case "latest-offset" -> new OffsetPosition.Latest();
            case "group-offsets" -> {
                requireGroup(reader, table, STARTUP_MODE, "earliest-offset");
                yield new OffsetPosition.Committed(resetOf(reader, table));
            }
            case "timestamp" ->
                new OffsetPosition.AtTimestamp(timestamp(reader, table, STARTUP_MODE, "scan.startup.timestamp-millis"));
            case "specific-offsets" -> offsets(reader, table, STARTUP_MODE, "scan.startup.specific-offsets");
            default ->
                throw reader.invalid(
                        STARTUP_MODE,
                        "it must be earliest-offset, latest-offset, group-offsets, timestamp or specific-offsets");
        };
    }

    private static Optional<OffsetPosition> end(TableOptions reader, KafkaTable table) {
        String mode = reader.text(BOUNDED_MODE, "unbounded").toLowerCase(Locale.ROOT);
        return switch (mode) {
            case "unbounded" -> Optional.empty();
            case "latest-offset" -> Optional.of(new OffsetPosition.Latest());
            case "group-offsets" -> {
                requireGroup(reader, table, BOUNDED_MODE, "latest-offset");
                yield Optional.of(new OffsetPosition.Committed(OffsetReset.NONE));
            }
            case "timestamp" ->
                Optional.of(new OffsetPosition.AtTimestamp(
                        timestamp(reader, table, BOUNDED_MODE, "scan.bounded.timestamp-millis")));
            case "specific-offsets" ->
                Optional.of(offsets(reader, table, BOUNDED_MODE, "scan.bounded.specific-offsets"));
            default ->
                throw reader.invalid(
                        BOUNDED_MODE,
                        "it must be unbounded, latest-offset, group-offsets, timestamp or specific-offsets");
        };
    }

    private static void requireGroup(TableOptions reader, KafkaTable table, String option, String otherMode) {
        if (table.properties().getOrDefault(GROUP_ID, "").isEmpty()) {
            throw new WeirException(
                    ErrorCode.OPTION_MISSING,
                    "option 'properties.group.id' is missing: '" + option + "' is 'group-offsets'"
                            + (reader.has(option) ? "" : " unless it is set"),
                    "table " + table.name(),
                    "Name the consumer group, or set '" + option + "' = '" + otherMode + "'",
                    null);
        }
    }

    private static OffsetReset resetOf(TableOptions reader, KafkaTable table) {
        String reset = table.properties().getOrDefault("auto.offset.reset", OffsetReset.NONE.text());
        for (OffsetReset candidate : OffsetReset.values()) {
            if (candidate.text().equalsIgnoreCase(reset)) {
                return candidate;
            }
        }
        throw reader.invalid("properties.auto.offset.reset", "it must be earliest, latest or none");
    }

    private static long timestamp(TableOptions reader, KafkaTable table, String modeOption, String option) {
        return reader.integer(option).orElseThrow(() -> missing(table, modeOption, "timestamp", option));
    }

    private static WeirException missing(KafkaTable table, String modeOption, String mode, String option) {
        return new WeirException(
                ErrorCode.OPTION_MISSING,
                "option '" + option + "' is missing: '" + modeOption + "' is '" + mode + "'",
                "table " + table.name(),
                "Add it to the table's WITH clause",
                null);
    }

    /** Reads {@code partition:0,offset:42;partition:1,offset:300}. */
    private static OffsetPosition offsets(TableOptions reader, KafkaTable table, String modeOption, String option) {
        String text = reader.text(option).orElseThrow(() -> missing(table, modeOption, "specific-offsets", option));
        if (!(table.topics() instanceof TopicChoice.Named named)
                || named.topics().size() != 1) {
            throw reader.invalid(option, "offsets can be given for a single topic only");
        }
        Map<Integer, Long> offsets = new HashMap<>();
        for (String pair : text.split(";", -1)) {
            List<String> parts = List.of(pair.strip().split(",", -1));
            if (parts.size() != 2
                    || !parts.get(0).startsWith("partition:")
                    || !parts.get(1).startsWith("offset:")) {
                throw malformed(reader, option);
            }
            try {
                offsets.put(
                        Integer.valueOf(parts.get(0).substring("partition:".length())),
                        Long.valueOf(parts.get(1).substring("offset:".length())));
            } catch (NumberFormatException e) {
                throw malformed(reader, option);
            }
        }
        return new OffsetPosition.AtOffsets(offsets);
    }

    private static WeirException malformed(TableOptions reader, String option) {
        return reader.invalid(option, "it must look like 'partition:0,offset:42;partition:1,offset:300'");
    }
}

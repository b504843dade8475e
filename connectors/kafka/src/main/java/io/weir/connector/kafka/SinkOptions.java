package io.weir.connector.kafka;

import io.weir.engine.connector.TableOptions;
import io.weir.engine.spi.Delivery;
import io.weir.engine.spi.EpochContext;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The options of a Kafka table that is written.
 *
 * @param table what source and sink have in common
 * @param isPartitionFixed true if each writer keeps to one partition; otherwise Kafka's own partitioner chooses
 * @param bufferRowsMax {@code sink.buffer-flush.max-rows}: of so many keys the last row waits for a later one; 0 for
 *     none
 * @param bufferIntervalMillis {@code sink.buffer-flush.interval}: how long it may wait
 * @param delivery {@code sink.delivery-guarantee}, or else what the pipeline wants
 * @param transactionalIdPrefix {@code sink.transactional-id-prefix}, or an empty string
 */
record SinkOptions(
        KafkaTable table,
        boolean isPartitionFixed,
        int bufferRowsMax,
        long bufferIntervalMillis,
        Delivery delivery,
        String transactionalIdPrefix) {
    private static final String BUFFER_ROWS = "sink.buffer-flush.max-rows";
    private static final String BUFFER_INTERVAL = "sink.buffer-flush.interval";
    private static final String GUARANTEE = "sink.delivery-guarantee";
    private static final String GUARANTEE_OLD = "sink.semantic";
    private static final String PREFIX = "sink.transactional-id-prefix";
    private static final int BUFFER_ROWS_LIMIT = 10_000_000;
    private static final String PARTITIONER = "sink.partitioner";

    static SinkOptions of(String tableName, Map<String, String> options, EpochContext epochs) {
        TableOptions reader = new TableOptions(tableName, options);
        KafkaTable table = KafkaTable.of(tableName, reader);
        Delivery delivery = delivery(reader, epochs);
        String prefix = reader.text(PREFIX, "").strip();
        boolean isFixed = isPartitionFixed(reader, table);
        reader.ignore("sink.parallelism", "sink.transaction-naming-strategy");
        reader.ignorePrefix("scan.");
        reader.rejectUnknown();
        return new SinkOptions(table, isFixed, 0, 0, delivery, prefix);
    }

    static SinkOptions ofUpsert(
            String tableName, Map<String, String> options, List<String> primaryKey, EpochContext epochs) {
        TableOptions reader = new TableOptions(tableName, options);
        KafkaTable table = KafkaTable.ofUpsert(tableName, reader, primaryKey);
        Delivery delivery = delivery(reader, epochs);
        String prefix = reader.text(PREFIX, "").strip();
        long rows = reader.integer(BUFFER_ROWS).orElse(0L);
        long intervalMillis =
                reader.duration(BUFFER_INTERVAL).map(Duration::toMillis).orElse(0L);
        if (rows > 0 != intervalMillis > 0) {
            String option = reader.has(BUFFER_ROWS) ? BUFFER_ROWS : BUFFER_INTERVAL;
            throw reader.invalid(
                    option,
                    "'" + BUFFER_ROWS + "' and '" + BUFFER_INTERVAL + "' must both be set, above zero, or neither");
        } else if (rows > BUFFER_ROWS_LIMIT) {
            throw reader.invalid(BUFFER_ROWS, "it must not be above " + BUFFER_ROWS_LIMIT);
        }
        reader.ignore("sink.parallelism", "sink.transaction-naming-strategy");
        reader.ignorePrefix("scan.");
        reader.rejectUnknown();
        return new SinkOptions(table, false, (int) Math.max(0, rows), Math.max(0, intervalMillis), delivery, prefix);
    }

    /** True if rows wait for later ones of the same key. */
    boolean hasBuffer() {
        return bufferRowsMax > 0;
    }

    /** True if the rows of an epoch are written in a transaction. */
    boolean isExactlyOnce() {
        return delivery == Delivery.EXACTLY_ONCE;
    }

    /**
     * Without epochs records are handed over as they come and waited for at the end, which makes "none" and
     * "at-least-once" one.
     */
    private static Delivery delivery(TableOptions reader, EpochContext epochs) {
        String option = reader.has(GUARANTEE_OLD) ? GUARANTEE_OLD : GUARANTEE;
        reader.ignore(GUARANTEE);
        boolean isPipelines = epochs.isOn() || epochs.delivery() == Delivery.AT_MOST_ONCE;
        Delivery otherwise = isPipelines ? epochs.delivery() : Delivery.AT_LEAST_ONCE;
        String guarantee = reader.text(option, "").toLowerCase(Locale.ROOT);
        return switch (guarantee) {
            case "" -> otherwise;
            case "none" -> Delivery.AT_MOST_ONCE;
            case "at-least-once" -> Delivery.AT_LEAST_ONCE;
            case "exactly-once" -> {
                if (!epochs.isOn()) {
                    throw reader.notNative(option);
                }
                yield Delivery.EXACTLY_ONCE;
            }
            default -> throw reader.invalid(option, "it must be none, at-least-once or exactly-once");
        };
    }

    private static boolean isPartitionFixed(TableOptions reader, KafkaTable table) {
        String partitioner = reader.text(PARTITIONER, "default");
        return switch (partitioner) {
            case "default" -> false;
            case "fixed" -> true;
            case "round-robin" -> {
                if (table.key().isPresent()) {
                    throw reader.invalid(PARTITIONER, "it is for tables without 'key.fields'");
                }
                yield false;
            }
            case "" -> throw reader.invalid(PARTITIONER, "it must be default, fixed or round-robin");
            default -> throw reader.notNative(PARTITIONER);
        };
    }
}

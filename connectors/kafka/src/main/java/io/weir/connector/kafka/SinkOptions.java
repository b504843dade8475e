package io.weir.connector.kafka;

import io.weir.engine.connector.TableOptions;
import java.util.Locale;
import java.util.Map;

/**
 * The options of a Kafka table that is written.
 *
 * @param table what source and sink have in common
 * @param isPartitionFixed true if each writer keeps to one partition; otherwise Kafka's own partitioner chooses
 */
record SinkOptions(KafkaTable table, boolean isPartitionFixed) {
    private static final String GUARANTEE = "sink.delivery-guarantee";
    private static final String GUARANTEE_OLD = "sink.semantic";
    private static final String PARTITIONER = "sink.partitioner";

    static SinkOptions of(String tableName, Map<String, String> options) {
        TableOptions reader = new TableOptions(tableName, options);
        KafkaTable table = KafkaTable.of(tableName, reader);
        checkGuarantee(reader);
        boolean isFixed = isPartitionFixed(reader, table);
        reader.ignore("sink.parallelism", "sink.transactional-id-prefix", "sink.transaction-naming-strategy");
        reader.ignorePrefix("scan.");
        reader.rejectUnknown();
        return new SinkOptions(table, isFixed);
    }

    /** Records are handed over as they come and waited for at the end, which makes "none" and "at-least-once" one. */
    private static void checkGuarantee(TableOptions reader) {
        String option = reader.has(GUARANTEE_OLD) ? GUARANTEE_OLD : GUARANTEE;
        reader.ignore(GUARANTEE);
        String guarantee = reader.text(option, "at-least-once").toLowerCase(Locale.ROOT);
        switch (guarantee) {
            case "none", "at-least-once" -> {}
            case "exactly-once" -> throw reader.notNative(option);
            default -> throw reader.invalid(option, "it must be none, at-least-once or exactly-once");
        }
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

package io.weir.engine.spi;

import io.weir.engine.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.flink.table.types.logical.RowType;

/**
 * What a source is asked for.
 *
 * @param table the table's full name, for messages
 * @param options the table's options
 * @param fields what to produce, in order; a batch of the source has one column for each
 * @param parallelism the number of readers that will be made
 * @param batchRowsMax the number of rows at which a batch should be given out
 * @param limit the number of rows after which the source may stop, or {@link Long#MAX_VALUE}
 * @param primaryKey names of the key columns, empty without a key
 * @param partitionKeys names of the columns that the table is partitioned by
 * @param configuration the job's configuration, by Flink's keys
 * @param localTimeZone the session's time zone
 * @param clock the engine's clock
 * @param decoders finds the format of a name; throws a clear error for a name that does not exist
 * @param recordType the fields that a record of the table's format has: the table's physical columns, in their order
 *     and without those it is partitioned by
 * @param partitions the only partitions that are wanted, each as the values of the partition keys as they stand in
 *     names of folders, a value that is NULL left out; empty if all are
 */
public record SourceRequest(
        String table,
        Map<String, String> options,
        List<Field> fields,
        int parallelism,
        int batchRowsMax,
        long limit,
        List<String> primaryKey,
        List<String> partitionKeys,
        Map<String, String> configuration,
        ZoneId localTimeZone,
        Clock clock,
        Function<String, DecoderFactory> decoders,
        RowType recordType,
        Optional<List<Map<String, String>>> partitions) {

    /** A request whose physical fields are all that a record has. */
    public SourceRequest(
            String table,
            Map<String, String> options,
            List<Field> fields,
            int parallelism,
            int batchRowsMax,
            long limit,
            List<String> primaryKey,
            List<String> partitionKeys,
            Map<String, String> configuration,
            ZoneId localTimeZone,
            Clock clock,
            Function<String, DecoderFactory> decoders) {
        this(
                table,
                options,
                fields,
                parallelism,
                batchRowsMax,
                limit,
                primaryKey,
                partitionKeys,
                configuration,
                localTimeZone,
                clock,
                decoders,
                physicalType(fields),
                Optional.empty());
    }

    /**
     * One field that a source produces.
     *
     * @param name the column's name; of a metadata column, the name in the plan's row
     * @param type its type; a nested row may have been narrowed to the fields that are used
     * @param metadataKey the connector's or format's metadata key, or an empty string for a physical column
     */
    public record Field(String name, org.apache.flink.table.types.logical.LogicalType type, String metadataKey) {
        public boolean isMetadata() {
            return !metadataKey.isEmpty();
        }
    }

    /** The same request for a table with partitions. */
    public SourceRequest withPartitions(List<String> keys, Optional<List<Map<String, String>>> wanted) {
        return new SourceRequest(
                table,
                options,
                fields,
                parallelism,
                batchRowsMax,
                limit,
                primaryKey,
                keys,
                configuration,
                localTimeZone,
                clock,
                decoders,
                recordType,
                wanted);
    }

    /** The row type of all fields. */
    public RowType rowType() {
        return new RowType(fields.stream()
                .map(field -> new RowType.RowField(field.name(), field.type()))
                .toList());
    }

    /** The physical fields only: what a decoder of the record's value produces. */
    public RowType physicalType() {
        return physicalType(fields);
    }

    private static RowType physicalType(List<Field> fields) {
        return new RowType(fields.stream()
                .filter(field -> !field.isMetadata())
                .map(field -> new RowType.RowField(field.name(), field.type()))
                .toList());
    }
}

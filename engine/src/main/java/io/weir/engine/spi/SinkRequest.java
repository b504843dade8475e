package io.weir.engine.spi;

import io.weir.engine.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.flink.table.types.logical.RowType;

/**
 * What a sink is asked for.
 *
 * @param table the table's full name, for messages
 * @param options the table's options
 * @param type the fields of the rows that will be written: physical columns, then written metadata
 * @param metadataKeys the keys of the metadata that follow the physical columns
 * @param primaryKey positions of the key columns, empty without a key
 * @param partitionKeys names of the columns that the table is partitioned by
 * @param insertOnly true if all rows will be insertions
 * @param parallelism the number of writers that will be made
 * @param configuration the job's configuration, by Flink's keys
 * @param localTimeZone the session's time zone
 * @param clock the engine's clock
 * @param encoders finds the format of a name; throws a clear error for a name that does not exist
 * @param isOverwrite true if the rows replace those that are there: INSERT OVERWRITE
 * @param staticPartition the values of partition keys that the statement fixes; the rows have them as well
 * @param isBounded tells writers whether the run ends by itself
 * @param epochs what there is to know of epochs
 */
public record SinkRequest(
        String table,
        Map<String, String> options,
        RowType type,
        List<String> metadataKeys,
        int[] primaryKey,
        List<String> partitionKeys,
        boolean insertOnly,
        int parallelism,
        Map<String, String> configuration,
        ZoneId localTimeZone,
        Clock clock,
        Function<String, EncoderFactory> encoders,
        boolean isOverwrite,
        Map<String, String> staticPartition,
        BooleanSupplier isBounded,
        EpochContext epochs) {

    /** A request of a bounded run that adds rows. */
    public SinkRequest(
            String table,
            Map<String, String> options,
            RowType type,
            List<String> metadataKeys,
            int[] primaryKey,
            List<String> partitionKeys,
            boolean insertOnly,
            int parallelism,
            Map<String, String> configuration,
            ZoneId localTimeZone,
            Clock clock,
            Function<String, EncoderFactory> encoders) {
        this(
                table,
                options,
                type,
                metadataKeys,
                primaryKey,
                partitionKeys,
                insertOnly,
                parallelism,
                configuration,
                localTimeZone,
                clock,
                encoders,
                false,
                Map.of(),
                () -> true,
                EpochContext.OFF);
    }
}

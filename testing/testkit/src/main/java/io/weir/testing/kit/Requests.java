package io.weir.testing.kit;

import io.weir.engine.spi.EpochContext;
import io.weir.engine.spi.SinkRequest;
import io.weir.engine.spi.SourceRequest;
import io.weir.engine.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.types.logical.RowType;

/** Requests as the engine makes them, with the usual values for what a test does not care about. */
public final class Requests {
    /** The name of the table in all requests. */
    public static final String TABLE = "catalog.database.t";

    private Requests() {}

    /** A source's request for physical columns, in the format {@link LineFormat} whatever its name. */
    public static SourceRequest source(RowType type, Map<String, String> options, int parallelism, int batchRowsMax) {
        return source(fields(type), options, Map.of(), parallelism, batchRowsMax, Long.MAX_VALUE);
    }

    /** As above, with all that tests vary. */
    public static SourceRequest source(
            List<SourceRequest.Field> fields,
            Map<String, String> options,
            Map<String, String> configuration,
            int parallelism,
            int batchRowsMax,
            long limit) {
        return new SourceRequest(
                TABLE,
                Map.copyOf(options),
                List.copyOf(fields),
                parallelism,
                batchRowsMax,
                limit,
                List.of(),
                List.of(),
                Map.copyOf(configuration),
                ZoneOffset.UTC,
                Clock.SYSTEM,
                name -> new LineFormat());
    }

    /** The physical columns of a type. */
    public static List<SourceRequest.Field> fields(RowType type) {
        List<SourceRequest.Field> fields = new ArrayList<>();
        for (RowType.RowField field : type.getFields()) {
            fields.add(new SourceRequest.Field(field.getName(), field.getType(), ""));
        }
        return fields;
    }

    /** A sink's request for insertions, in the format {@link LineFormat} whatever its name. */
    public static SinkRequest sink(RowType type, Map<String, String> options, int parallelism) {
        return sink(type, options, parallelism, true, List.of());
    }

    /** As above, with all that tests vary. */
    public static SinkRequest sink(
            RowType type,
            Map<String, String> options,
            int parallelism,
            boolean insertOnly,
            List<String> partitionKeys) {
        return new SinkRequest(
                TABLE,
                Map.copyOf(options),
                type,
                List.of(),
                new int[0],
                List.copyOf(partitionKeys),
                insertOnly,
                parallelism,
                Map.of(),
                ZoneOffset.UTC,
                Clock.SYSTEM,
                LineFormat::new);
    }

    /** A sink's request of a run with epochs, for insertions. */
    public static SinkRequest sink(RowType type, Map<String, String> options, int parallelism, EpochContext epochs) {
        return sink(type, options, new int[0], parallelism, Map.of(), epochs);
    }

    /**
     * As above, with a key and a configuration.
     *
     * @param key the positions of the primary key; if it has any, rows of every kind will come
     */
    public static SinkRequest sink(
            RowType type,
            Map<String, String> options,
            int[] key,
            int parallelism,
            Map<String, String> configuration,
            EpochContext epochs) {
        return new SinkRequest(
                TABLE,
                Map.copyOf(options),
                type,
                List.of(),
                key,
                List.of(),
                key.length == 0,
                parallelism,
                configuration,
                ZoneOffset.UTC,
                Clock.SYSTEM,
                LineFormat::new,
                false,
                Map.of(),
                () -> false,
                epochs);
    }
}

package io.weir.connector.datagen;

import io.weir.engine.connector.JobOptions;
import io.weir.engine.connector.TableOptions;
import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceFactory;
import io.weir.engine.spi.SourceRequest;
import io.weir.plan.NotNativeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes sources of {@code 'connector' = 'datagen'}, by Flink's options.
 *
 * <p>With the configuration {@code SET 'weir.datagen.seed' = '42'} the rows are the same on every run and at every
 * parallelism. The present is then not that of the clock: row n is generated at {@code weir.datagen.start-millis} (by
 * default the beginning of 2026 in UTC) plus n divided by {@code rows-per-second}.
 */
public final class DatagenSourceFactory implements SourceFactory {
    /** The configuration key of the seed. */
    public static final String SEED = "weir.datagen.seed";

    /** The configuration key of the first row's present, in milliseconds since 1970, when there is a seed. */
    public static final String START = "weir.datagen.start-millis";

    private static final long START_DEFAULT = 1_767_225_600_000L;
    private static final long ROWS_PER_SECOND_DEFAULT = 10_000;

    @Override
    public String identifier() {
        return "datagen";
    }

    @Override
    public Source create(SourceRequest request) {
        TableOptions options = new TableOptions(request.table(), request.options());
        long rowsPerSecond = positive(options, "rows-per-second", ROWS_PER_SECOND_DEFAULT);
        long rowCount = options.integer("number-of-rows").orElse(Long.MAX_VALUE);
        if (rowCount < 0) {
            throw options.invalid("number-of-rows", "it must not be negative");
        }
        options.ignore("scan.parallelism");
        Optional<Long> seed = setting(request, SEED);
        long anySeed = seed.orElseGet(() -> request.clock().nanoTime());
        Generators generators = new Generators(options, anySeed, request.localTimeZone());
        fields(request, generators);
        options.rejectUnknown();
        rowCount = Math.min(rowCount, Math.min(generators.sequenceRows(), request.limit()));
        long start = setting(request, START).orElse(START_DEFAULT);
        return new DatagenSource(
                request,
                any -> fields(request, new Generators(options, any, request.localTimeZone())),
                anySeed,
                rowsPerSecond,
                rowCount,
                seed.isPresent(),
                start);
    }

    private static List<FieldGenerator> fields(SourceRequest request, Generators generators) {
        List<FieldGenerator> fields = new ArrayList<>();
        for (SourceRequest.Field field : request.fields()) {
            if (field.isMetadata()) {
                throw new NotNativeException("metadata '" + field.metadataKey() + "' of the datagen connector");
            }
            fields.add(generators.field(field.name(), field.type()));
        }
        return fields;
    }

    private static long positive(TableOptions options, String key, long otherwise) {
        long value = options.integer(key).orElse(otherwise);
        if (value < 1) {
            throw options.invalid(key, "it must be positive");
        }
        return value;
    }

    private static Optional<Long> setting(SourceRequest request, String key) {
        return new JobOptions(request.configuration()).integer(key);
    }
}

package io.weir.format.json;

import io.weir.engine.connector.FormatOptions;
import io.weir.engine.spi.Encoder;
import io.weir.engine.spi.EncoderFactory;
import io.weir.engine.spi.EncoderRequest;

/** Makes encoders of the {@code debezium-json} format. */
public final class DebeziumJsonEncoderFactory implements EncoderFactory {
    /** Found by {@link java.util.ServiceLoader}. */
    public DebeziumJsonEncoderFactory() {}

    @Override
    public String identifier() {
        return "debezium-json";
    }

    @Override
    public boolean encodesChanges() {
        return true;
    }

    @Override
    public Encoder create(EncoderRequest request) {
        ChangelogOptions options =
                ChangelogOptions.of(identifier(), request.options(), ChangelogOptions.SCHEMA_INCLUDE);
        if (options.schemaInclude()) {
            throw new FormatOptions(identifier(), request.options())
                    .invalid(ChangelogOptions.SCHEMA_INCLUDE, "false: records are written without their schema");
        }
        return new DebeziumJsonEncoder(request.type(), options.json());
    }
}

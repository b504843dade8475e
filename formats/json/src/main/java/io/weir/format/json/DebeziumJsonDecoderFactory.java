package io.weir.format.json;

import io.weir.engine.spi.Decoder;
import io.weir.engine.spi.DecoderFactory;
import io.weir.engine.spi.DecoderRequest;
import java.util.Set;

/** Makes decoders of the {@code debezium-json} format. */
public final class DebeziumJsonDecoderFactory implements DecoderFactory {
    /** Found by {@link java.util.ServiceLoader}. */
    public DebeziumJsonDecoderFactory() {}

    @Override
    public String identifier() {
        return "debezium-json";
    }

    @Override
    public Set<String> metadataKeys() {
        return ChangelogJsonDecoder.keys(ChangelogMetadata.DEBEZIUM);
    }

    @Override
    public Decoder create(DecoderRequest request) {
        return new DebeziumJsonDecoder(
                request, ChangelogOptions.of(identifier(), request.options(), ChangelogOptions.SCHEMA_INCLUDE));
    }
}

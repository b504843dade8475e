package io.weir.format.json;

import io.weir.engine.spi.Decoder;
import io.weir.engine.spi.DecoderFactory;
import io.weir.engine.spi.DecoderRequest;
import java.util.Set;

/** Makes decoders of the {@code maxwell-json} format. */
public final class MaxwellJsonDecoderFactory implements DecoderFactory {
    /** Found by {@link java.util.ServiceLoader}. */
    public MaxwellJsonDecoderFactory() {}

    @Override
    public String identifier() {
        return "maxwell-json";
    }

    @Override
    public Set<String> metadataKeys() {
        return ChangelogJsonDecoder.keys(ChangelogMetadata.MAXWELL);
    }

    @Override
    public Decoder create(DecoderRequest request) {
        return new MaxwellJsonDecoder(request, ChangelogOptions.of(identifier(), request.options()));
    }
}

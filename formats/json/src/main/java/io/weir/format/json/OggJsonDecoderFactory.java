package io.weir.format.json;

import io.weir.engine.spi.Decoder;
import io.weir.engine.spi.DecoderFactory;
import io.weir.engine.spi.DecoderRequest;
import java.util.Set;

/** Makes decoders of the {@code ogg-json} format. */
public final class OggJsonDecoderFactory implements DecoderFactory {
    /** Found by {@link java.util.ServiceLoader}. */
    public OggJsonDecoderFactory() {}

    @Override
    public String identifier() {
        return "ogg-json";
    }

    @Override
    public Set<String> metadataKeys() {
        return ChangelogJsonDecoder.keys(ChangelogMetadata.OGG);
    }

    @Override
    public Decoder create(DecoderRequest request) {
        return new OggJsonDecoder(request, ChangelogOptions.of(identifier(), request.options()));
    }
}

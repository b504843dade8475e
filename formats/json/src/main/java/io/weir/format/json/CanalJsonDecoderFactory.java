package io.weir.format.json;

import io.weir.engine.spi.Decoder;
import io.weir.engine.spi.DecoderFactory;
import io.weir.engine.spi.DecoderRequest;
import java.util.Set;

/** Makes decoders of the {@code canal-json} format. */
public final class CanalJsonDecoderFactory implements DecoderFactory {
    /** Found by {@link java.util.ServiceLoader}. */
    public CanalJsonDecoderFactory() {}

    @Override
    public String identifier() {
        return "canal-json";
    }

    @Override
    public Set<String> metadataKeys() {
        return ChangelogJsonDecoder.keys(ChangelogMetadata.CANAL);
    }

    @Override
    public Decoder create(DecoderRequest request) {
        return new CanalJsonDecoder(
                request,
                ChangelogOptions.of(
                        identifier(),
                        request.options(),
                        ChangelogOptions.DATABASE_INCLUDE,
                        ChangelogOptions.TABLE_INCLUDE));
    }
}

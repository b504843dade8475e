package io.weir.format.json;

import io.weir.engine.spi.Decoder;
import io.weir.engine.spi.DecoderFactory;
import io.weir.engine.spi.DecoderRequest;

/** Makes decoders of the {@code json} format. */
public final class JsonDecoderFactory implements DecoderFactory {
    /** Found by {@link java.util.ServiceLoader}. */
    public JsonDecoderFactory() {}

    @Override
    public String identifier() {
        return "json";
    }

    @Override
    public Decoder create(DecoderRequest request) {
        return new JsonDecoder(request.type(), JsonOptions.of(request.options()));
    }
}

package io.weir.format.json;

import io.weir.engine.spi.Encoder;
import io.weir.engine.spi.EncoderFactory;
import io.weir.engine.spi.EncoderRequest;

/** Makes encoders of the {@code json} format. */
public final class JsonEncoderFactory implements EncoderFactory {
    /** Found by {@link java.util.ServiceLoader}. */
    public JsonEncoderFactory() {}

    @Override
    public String identifier() {
        return "json";
    }

    @Override
    public Encoder create(EncoderRequest request) {
        return new JsonEncoder(request.type(), JsonOptions.of(request.options()));
    }
}

package io.weir.format.raw;

import io.weir.engine.spi.Encoder;
import io.weir.engine.spi.EncoderFactory;
import io.weir.engine.spi.EncoderRequest;

/** Makes encoders of the {@code raw} format. */
public final class RawEncoderFactory implements EncoderFactory {
    /** Found by {@link java.util.ServiceLoader}. */
    public RawEncoderFactory() {}

    @Override
    public String identifier() {
        return "raw";
    }

    @Override
    public Encoder create(EncoderRequest request) {
        RawOptions options = RawOptions.of(request.options());
        return new RawEncoder(options.value(request.type()), options);
    }
}

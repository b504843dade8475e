package io.weir.format.raw;

import io.weir.engine.spi.Decoder;
import io.weir.engine.spi.DecoderFactory;
import io.weir.engine.spi.DecoderRequest;

/** Makes decoders of the {@code raw} format. */
public final class RawDecoderFactory implements DecoderFactory {
    /** Found by {@link java.util.ServiceLoader}. */
    public RawDecoderFactory() {}

    @Override
    public String identifier() {
        return "raw";
    }

    @Override
    public Decoder create(DecoderRequest request) {
        RawOptions options = RawOptions.of(request.options());
        boolean isWanted = request.type().getFieldCount() > 0;
        return new RawDecoder(options.value(request.recordType()), isWanted, options);
    }
}

package io.weir.format.csv;

import io.weir.engine.spi.Decoder;
import io.weir.engine.spi.DecoderFactory;
import io.weir.engine.spi.DecoderRequest;

/** Makes decoders of the {@code csv} format. */
public final class CsvDecoderFactory implements DecoderFactory {
    /** Found by {@link java.util.ServiceLoader}. */
    public CsvDecoderFactory() {}

    @Override
    public String identifier() {
        return "csv";
    }

    @Override
    public Decoder create(DecoderRequest request) {
        return new CsvDecoder(request.type(), request.recordType(), CsvOptions.of(request.options()));
    }
}

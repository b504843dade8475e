package io.weir.format.csv;

import io.weir.engine.spi.Encoder;
import io.weir.engine.spi.EncoderFactory;
import io.weir.engine.spi.EncoderRequest;

/** Makes encoders of the {@code csv} format. */
public final class CsvEncoderFactory implements EncoderFactory {
    /** Found by {@link java.util.ServiceLoader}. */
    public CsvEncoderFactory() {}

    @Override
    public String identifier() {
        return "csv";
    }

    @Override
    public Encoder create(EncoderRequest request) {
        return new CsvEncoder(request.type(), CsvOptions.of(request.options()));
    }
}

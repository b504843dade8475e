package io.weir.format.avro;

import io.weir.engine.spi.Encoder;
import io.weir.engine.spi.EncoderFactory;
import io.weir.engine.spi.EncoderRequest;
import io.weir.engine.spi.FileEncoder;
import io.weir.plan.NotNativeException;
import java.util.Optional;

/** Makes encoders of the {@code avro} format. */
public final class AvroEncoderFactory implements EncoderFactory {
    /** Found by {@link java.util.ServiceLoader}. */
    public AvroEncoderFactory() {}

    @Override
    public String identifier() {
        return "avro";
    }

    @Override
    public Encoder create(EncoderRequest request) {
        return new AvroEncoder(request.type(), AvroOptions.of(request.options()));
    }

    @Override
    public Optional<FileEncoder> createForFiles(EncoderRequest request) {
        throw new NotNativeException("Avro's files");
    }
}

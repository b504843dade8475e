package io.weir.format.avro;

import io.weir.engine.spi.Decoder;
import io.weir.engine.spi.DecoderFactory;
import io.weir.engine.spi.DecoderRequest;
import io.weir.engine.spi.FileDecoder;
import io.weir.plan.NotNativeException;
import java.util.Optional;

/** Makes decoders of the {@code avro} format. */
public final class AvroDecoderFactory implements DecoderFactory {
    /** Found by {@link java.util.ServiceLoader}. */
    public AvroDecoderFactory() {}

    @Override
    public String identifier() {
        return "avro";
    }

    @Override
    public boolean decodesLines() {
        return false;
    }

    @Override
    public Decoder create(DecoderRequest request) {
        return new AvroDecoder(request.recordType(), request.type(), AvroOptions.of(request.options()));
    }

    @Override
    public Optional<FileDecoder> createForFiles(DecoderRequest request) {
        throw new NotNativeException("Avro's files");
    }
}

package io.weir.format.protobuf;

import io.weir.engine.spi.Decoder;
import io.weir.engine.spi.DecoderFactory;
import io.weir.engine.spi.DecoderRequest;
import io.weir.engine.spi.FileDecoder;
import io.weir.plan.NotNativeException;
import java.util.Optional;

/** Makes decoders of the {@code protobuf} format. */
public final class ProtobufDecoderFactory implements DecoderFactory {
    /** Found by {@link java.util.ServiceLoader}. */
    public ProtobufDecoderFactory() {}

    @Override
    public String identifier() {
        return "protobuf";
    }

    @Override
    public boolean decodesLines() {
        return false;
    }

    @Override
    public Decoder create(DecoderRequest request) {
        ProtobufOptions options = ProtobufOptions.of(request.options());
        MessageClass messages = MessageClass.load(options.messageClass());
        MessageTypes.check(messages.descriptor(), request.recordType());
        return new ProtobufDecoder(request.type(), messages, options);
    }

    @Override
    public Optional<FileDecoder> createForFiles(DecoderRequest request) {
        throw new NotNativeException("files of Protobuf messages");
    }
}

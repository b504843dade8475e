package io.weir.format.protobuf;

import io.weir.engine.spi.Encoder;
import io.weir.engine.spi.EncoderFactory;
import io.weir.engine.spi.EncoderRequest;
import io.weir.engine.spi.FileEncoder;
import io.weir.plan.NotNativeException;
import java.util.Optional;

/** Makes encoders of the {@code protobuf} format. */
public final class ProtobufEncoderFactory implements EncoderFactory {
    /** Found by {@link java.util.ServiceLoader}. */
    public ProtobufEncoderFactory() {}

    @Override
    public String identifier() {
        return "protobuf";
    }

    @Override
    public Encoder create(EncoderRequest request) {
        ProtobufOptions options = ProtobufOptions.of(request.options());
        MessageClass messages = MessageClass.load(options.messageClass());
        MessageTypes.check(messages.descriptor(), request.type());
        return new ProtobufEncoder(request.type(), messages, options);
    }

    @Override
    public Optional<FileEncoder> createForFiles(EncoderRequest request) {
        throw new NotNativeException("files of Protobuf messages");
    }
}

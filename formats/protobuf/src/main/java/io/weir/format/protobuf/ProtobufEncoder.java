package io.weir.format.protobuf;

import com.google.protobuf.Message;
import com.google.protobuf.UninitializedMessageException;
import io.weir.columnar.Batch;
import io.weir.engine.spi.ByteSink;
import io.weir.engine.spi.Encoder;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import org.apache.flink.table.types.logical.RowType;

/** Encodes rows as messages, byte for byte as Flink's format does. */
final class ProtobufEncoder implements Encoder {
    private final MessageClass messages;
    private final MessageWriter writer;

    ProtobufEncoder(RowType type, MessageClass messages, ProtobufOptions options) {
        this.messages = messages;
        writer = new MessageWriter(messages.descriptor(), type, options.nullLiteral());
    }

    @Override
    public void encode(Batch batch, int position, ByteSink out) {
        Message.Builder builder = messages.prototype().newBuilderForType();
        try {
            writer.write(batch, position, builder);
            out.append(builder.build().toByteArray());
        } catch (UninitializedMessageException e) {
            throw new WeirException(
                    ErrorCode.VALUE_INVALID,
                    "a row lacks fields that are required: " + String.join(", ", e.getMissingFields()),
                    "message " + messages.descriptor().getFullName(),
                    "Give them values, with COALESCE for instance",
                    e);
        }
    }
}

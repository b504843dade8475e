package io.weir.format.protobuf;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.columnar.RowColumn;
import io.weir.engine.spi.Decoder;
import io.weir.engine.spi.RecordException;
import io.weir.plan.NotNativeException;
import org.apache.flink.table.types.logical.RowType;

/**
 * Decodes messages with the parser of their class, and takes the wanted fields from them.
 *
 * <p><b>Failure.</b> A record that is no message throws {@link RecordException}; with {@code ignore-parse-errors} it is
 * skipped and counted.
 */
final class ProtobufDecoder implements Decoder {
    private final MessageClass messages;
    private final boolean ignoresErrors;
    private final MessageReader reader;
    private long skippedRecords;

    ProtobufDecoder(RowType type, MessageClass messages, ProtobufOptions options) {
        this.messages = messages;
        ignoresErrors = options.ignoreParseErrors();
        boolean isProto3 = messages.descriptor().getFile().toProto().getSyntax().equals("proto3");
        reader = new MessageReader(
                messages.descriptor(), type, options.readDefaultValues() || isProto3, options.readDefaultValues());
    }

    @Override
    public void decodeLines(byte[] data, int start, int end, Batch batch) {
        throw new NotNativeException("Protobuf messages in lines");
    }

    @Override
    public void decodeRecord(byte[] data, int start, int end, Batch batch) {
        int row = batch.rowCount();
        batch.ensureCapacity(row + 1);
        try {
            Message message = messages.parser().parseFrom(data, start, end - start);
            reader.read(message, batch, row);
        } catch (InvalidProtocolBufferException | ProtobufFailure e) {
            clear(batch, row);
            fail(start, String.valueOf(e.getMessage()));
            return;
        }
        batch.setRowCount(row + 1);
    }

    /** As in Flink a null is no message, unlike a record without bytes, which is one without fields. */
    @Override
    public void decodeNull(Batch batch) {
        fail(0, "the record is null");
    }

    private void fail(int start, String reason) {
        if (!ignoresErrors) {
            throw new RecordException(start, reason);
        }
        skippedRecords++;
    }

    /** Takes back the nulls of a record that was abandoned. */
    private static void clear(Batch batch, int row) {
        for (int i = 0; i < batch.columnCount(); i++) {
            clear(batch.column(i), row);
        }
    }

    private static void clear(Column column, int row) {
        column.setNotNull(row);
        if (column instanceof RowColumn nested) {
            for (int i = 0; i < nested.fieldCount(); i++) {
                clear(nested.field(i), row);
            }
        }
    }

    @Override
    public long skippedRecords() {
        return skippedRecords;
    }
}

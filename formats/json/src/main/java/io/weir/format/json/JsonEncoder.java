package io.weir.format.json;

import io.weir.columnar.Batch;
import io.weir.engine.spi.ByteSink;
import io.weir.engine.spi.Encoder;
import org.apache.flink.table.types.logical.RowType;

/** Encodes rows as JSON objects, byte for byte as Flink's format does. */
final class JsonEncoder implements Encoder {
    private final JsonRowWriter writer;

    JsonEncoder(RowType type, JsonOptions options) {
        writer = new JsonValueWriters(options).row(type);
    }

    @Override
    public void encode(Batch batch, int position, ByteSink out) {
        int length = out.length();
        try {
            writer.writeFields(batch, position, out);
        } catch (RuntimeException e) {
            out.truncate(length);
            throw e;
        }
    }
}

package io.weir.format.avro;

import io.weir.columnar.Batch;
import io.weir.engine.spi.ByteSink;
import io.weir.engine.spi.Encoder;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/** Encodes rows as records of the schema that the columns come to, byte for byte as Flink's format does. */
final class AvroEncoder implements Encoder {
    private final AvroRowWriter writer;
    private final @Nullable AvroJson json;
    private final ByteSink binary = new ByteSink();

    AvroEncoder(RowType type, AvroOptions options) {
        AvroJson made = new AvroJson(AvroSchemas.of(type, options));
        json = options.isJson() ? made : null;
        writer = new AvroRowWriter(type);
    }

    @Override
    public void encode(Batch batch, int position, ByteSink out) {
        if (json == null) {
            writer.write(batch, position, out);
            return;
        }
        binary.clear();
        writer.write(batch, position, binary);
        out.append(json.toJson(binary.bytes(), 0, binary.length()));
    }
}

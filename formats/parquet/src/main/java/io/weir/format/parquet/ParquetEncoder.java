package io.weir.format.parquet;

import io.weir.engine.spi.EncoderRequest;
import io.weir.engine.spi.FileEncoder;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.flink.table.types.logical.RowType;

/** Writes parquet files with the schema that Flink gives them. */
final class ParquetEncoder implements FileEncoder {
    private final RowType type;
    private final ParquetOptions options;

    ParquetEncoder(EncoderRequest request) {
        type = request.type();
        options = ParquetOptions.of(request.options());
        // Refuses types that cannot be written.
        new SchemaWriter(type, options);
    }

    @Override
    public OpenFile begin(OutputStream stream) throws IOException {
        return new ParquetFileWriter(stream, type, options);
    }
}

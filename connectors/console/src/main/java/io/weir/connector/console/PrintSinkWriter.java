package io.weir.connector.console;

import io.weir.columnar.Batch;
import io.weir.engine.spi.SinkWriter;
import io.weir.engine.type.RowConverter;
import java.nio.charset.StandardCharsets;

/** Prints the rows of one instance, each in the form of Flink's {@code Row}: {@code +I[1, a, null]}. */
final class PrintSinkWriter implements SinkWriter {
    private final RowConverter converter;
    private final String prefix;
    private final LineOutput output;
    private final StringBuilder lines = new StringBuilder();
    private long bytes;

    PrintSinkWriter(RowConverter converter, String prefix, LineOutput output) {
        this.converter = converter;
        this.prefix = prefix;
        this.output = output;
    }

    @Override
    public boolean write(Batch batch) {
        for (int i = 0; i < batch.rowCount(); i++) {
            lines.append(prefix).append(converter.toRow(batch, i)).append('\n');
        }
        byte[] text = lines.toString().getBytes(StandardCharsets.UTF_8);
        lines.setLength(0);
        output.write(text, 0, text.length);
        bytes += text.length;
        return true;
    }

    @Override
    public void flush() {
        output.flush();
    }

    @Override
    public void finish() {
        output.flush();
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public void close() {}
}

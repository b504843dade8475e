package io.weir.flink.connector;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.core.memory.DataOutputViewStreamWrapper;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.RowType;

/** Writes rows with their kinds of change to a file, for {@link SliceInput}. */
public final class SliceWriter implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final RowDataSerializer serializer;
    private final DataOutputViewStreamWrapper out;
    private long rows;

    public SliceWriter(Path file, RowType type) throws IOException {
        serializer = new RowDataSerializer(type);
        out = new DataOutputViewStreamWrapper(new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES));
    }

    /** Appends a row. */
    public void write(RowData row) throws IOException {
        out.writeBoolean(true);
        serializer.serialize(row, out);
        rows++;
    }

    /** How many rows were written so far. */
    public long rows() {
        return rows;
    }

    @Override
    public void close() throws IOException {
        out.writeBoolean(false);
        out.close();
    }
}

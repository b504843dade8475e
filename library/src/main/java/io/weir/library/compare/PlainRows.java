package io.weir.library.compare;

import io.weir.flink.connector.SliceWriter;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/** A slice in the order in which its rows came. */
final class PlainRows implements SliceTaker.SliceSink {
    private final SliceWriter writer;

    PlainRows(Path file, RowType type) throws IOException {
        writer = new SliceWriter(file, type);
    }

    @Override
    public void add(RowData row, String split, long watermark) throws IOException {
        writer.write(row);
    }

    @Override
    public long rows() {
        return writer.rows();
    }

    @Override
    public void finish() {
        // The end is written when the file is closed.
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}

package io.weir.format.parquet;

import io.weir.columnar.Batch;
import io.weir.engine.spi.FileEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.types.logical.RowType;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnOrder;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.TypeDefinedOrder;
import org.apache.parquet.format.Util;

/** A file that is being written: the row group that is held, and what is known of those that were written. */
final class ParquetFileWriter implements FileEncoder.OpenFile {
    /** How many rows are written between two looks at the size. */
    private static final int CHECK_ROWS = 1000;

    private final OutputStream stream;
    private final ParquetOptions options;
    private final SchemaWriter schema;
    private final List<RowGroup> groups = new ArrayList<>();
    private long position;
    private long groupRows;
    private long fileRows;

    ParquetFileWriter(OutputStream stream, RowType type, ParquetOptions options) throws IOException {
        this.stream = stream;
        this.options = options;
        schema = new SchemaWriter(type, options);
        stream.write(ParquetFooter.MAGIC, 0, ParquetFooter.MAGIC.length);
        position = ParquetFooter.MAGIC.length;
    }

    @Override
    public int write(Batch batch, int[] positions, int from, int to, long bytesMax) throws IOException {
        int next = from;
        while (next < to) {
            int end = Math.min(to, next + CHECK_ROWS);
            List<FieldWriter> fields = schema.fields();
            for (int field = 0; field < fields.size(); field++) {
                FieldWriter writer = fields.get(field);
                for (int i = next; i < end; i++) {
                    writer.write(batch.column(field), positions[i], 0, 0);
                }
            }
            groupRows += end - next;
            next = end;
            long held = heldBytes();
            if (held >= options.rowGroupBytes()) {
                endGroup();
            }
            if (position + held >= bytesMax) {
                break;
            }
        }
        return next;
    }

    private long heldBytes() {
        long bytes = 0;
        for (ColumnWriter column : schema.columns()) {
            bytes += column.bytes();
        }
        return bytes;
    }

    private void endGroup() throws IOException {
        if (groupRows == 0) {
            return;
        }
        List<ColumnChunk> chunks = new ArrayList<>();
        long start = position;
        long uncompressed = 0;
        for (ColumnWriter column : schema.columns()) {
            ColumnChunk chunk = column.end(stream, position);
            position += chunk.getMeta_data().getTotal_compressed_size();
            uncompressed += chunk.getMeta_data().getTotal_uncompressed_size();
            chunks.add(chunk);
        }
        RowGroup group = new RowGroup(chunks, uncompressed, groupRows);
        group.setFile_offset(start);
        group.setTotal_compressed_size(position - start);
        group.setOrdinal((short) groups.size());
        groups.add(group);
        fileRows += groupRows;
        groupRows = 0;
    }

    @Override
    public long bytes() {
        return position + heldBytes();
    }

    /** A row group cannot be handed over in parts. */
    @Override
    public void flush() {}

    @Override
    public void finish() throws IOException {
        endGroup();
        FileMetaData metadata = new FileMetaData(1, schema.elements(), fileRows, groups);
        metadata.setCreated_by("weir");
        List<ColumnOrder> orders = new ArrayList<>();
        schema.columns().forEach(column -> orders.add(ColumnOrder.TYPE_ORDER(new TypeDefinedOrder())));
        metadata.setColumn_orders(orders);
        ByteArrayOutputStream footer = new ByteArrayOutputStream();
        Util.writeFileMetaData(metadata, footer);
        int length = footer.size();
        for (int i = 0; i < Integer.BYTES; i++) {
            footer.write(length >>> (Byte.SIZE * i));
        }
        footer.write(ParquetFooter.MAGIC);
        stream.write(footer.toByteArray(), 0, footer.size());
        position += footer.size();
    }
}

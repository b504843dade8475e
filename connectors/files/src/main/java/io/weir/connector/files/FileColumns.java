package io.weir.connector.files;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.engine.spi.SourceRequest;
import io.weir.engine.type.Columns;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.types.logical.RowType;

/** The batches of a reader: what is decoded from a file, and beside it the columns that are the same for a file. */
final class FileColumns {
    /** What the decoder writes. */
    private final Batch decoded;
    /** What is given out: the same columns, and those of the file; the same object where there are none. */
    private final Batch batch;

    private final List<Filled> filled = new ArrayList<>();

    /** A column that is not decoded. */
    private record Filled(FileColumn source, Column column) {}

    FileColumns(SourceRequest request, String defaultName, int capacity) {
        decoded = Columns.batch(decodedType(request), capacity);
        Column[] columns = new Column[request.fields().size()];
        int next = 0;
        for (int i = 0; i < columns.length; i++) {
            SourceRequest.Field field = request.fields().get(i);
            if (isDecoded(field, request)) {
                columns[i] = decoded.column(next++);
            } else {
                columns[i] = Columns.column(field.type(), capacity);
                FileColumn source = field.isMetadata()
                        ? FileInfo.of(field.metadataKey())
                        : new PartitionColumn(field.name(), field.type(), defaultName);
                filled.add(new Filled(source, columns[i]));
            }
        }
        batch = filled.isEmpty() ? decoded : new Batch(columns);
    }

    /** The fields that stand in the files themselves. */
    static RowType decodedType(SourceRequest request) {
        return new RowType(request.fields().stream()
                .filter(field -> isDecoded(field, request))
                .map(field -> new RowType.RowField(field.name(), field.type()))
                .toList());
    }

    private static boolean isDecoded(SourceRequest.Field field, SourceRequest request) {
        return !field.isMetadata() && !request.partitionKeys().contains(field.name());
    }

    /** Refuses metadata and types of partition keys that there are not. */
    static void check(SourceRequest request) {
        for (SourceRequest.Field field : request.fields()) {
            if (field.isMetadata()) {
                FileInfo.of(field.metadataKey());
            } else if (!isDecoded(field, request)) {
                PartitionColumn.check(field.name(), field.type());
            }
        }
    }

    /** The batch to decode into, without rows. */
    Batch reset() {
        batch.reset();
        decoded.reset();
        return decoded;
    }

    /** The batch to be given out, after some rows of a file were decoded. */
    Batch fill(SourceFile file) {
        int rowCount = decoded.rowCount();
        for (Filled column : filled) {
            column.source().fill(column.column(), file, rowCount);
        }
        batch.setRowCount(rowCount);
        return batch;
    }
}

package io.weir.connector.files;

import io.weir.engine.spi.SinkRequest;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/**
 * Which columns of a sink's rows go into files, and which into the names of folders.
 *
 * @param folder the table's folder
 * @param keys the partition keys, in the order of the folders
 * @param keyColumns where they are in the rows
 * @param keyTypes their types
 * @param writtenColumns the other columns
 * @param defaultName the name of a value that is NULL
 */
record SinkLayout(
        SinkFolder folder,
        List<String> keys,
        int[] keyColumns,
        LogicalType[] keyTypes,
        int[] writtenColumns,
        String defaultName) {
    /** The files that a writer has open at most; with more partitions at a time, files become smaller. */
    static final int OPEN_FILES_MAX = 500;

    static SinkLayout of(SinkFolder folder, SinkRequest request, String defaultName) {
        List<String> names = request.type().getFieldNames();
        int[] keyColumns =
                request.partitionKeys().stream().mapToInt(names::indexOf).toArray();
        LogicalType[] types = new LogicalType[keyColumns.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = request.type().getTypeAt(keyColumns[i]);
            PartitionValues.check(request.partitionKeys().get(i), types[i]);
        }
        int[] written = IntStream.range(0, names.size())
                .filter(i -> !request.partitionKeys().contains(names.get(i)))
                .toArray();
        return new SinkLayout(folder, request.partitionKeys(), keyColumns, types, written, defaultName);
    }

    boolean isPartitioned() {
        return !keys.isEmpty();
    }

    PartitionIndex newIndex() {
        return new PartitionIndex(keyColumns, keyTypes, defaultName);
    }

    /** The path of a partition below the folder. */
    String path(List<String> values) {
        return PartitionPaths.path(keys, values);
    }

    /** The columns that go into files. */
    static RowType writtenType(SinkRequest request) {
        return new RowType(request.type().getFields().stream()
                .filter(field -> !request.partitionKeys().contains(field.getName()))
                .toList());
    }
}

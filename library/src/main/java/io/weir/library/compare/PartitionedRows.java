package io.weir.library.compare;

import io.weir.flink.connector.SliceInput;
import io.weir.flink.connector.SliceWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.utils.JoinedRowData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/**
 * A slice of several partitions in one order that does not hang on how fast each was read.
 *
 * <p>Each partition keeps its own order; between them, the row goes first behind which its partition's watermark is
 * least. Such watermarks never go back, so that the one of the whole is never ahead of that of the row's own partition,
 * as it was before the row: a row is late in the slice if it was late in its partition, and no other row is.
 */
final class PartitionedRows implements SliceTaker.SliceSink {
    private final Path file;
    private final RowType type;
    /** The row, and behind it the watermark of its partition. */
    private final RowType marked;

    private final Map<String, Part> parts = new LinkedHashMap<>();
    private long rows;

    PartitionedRows(Path file, RowType type) {
        this.file = file;
        this.type = type;
        java.util.List<LogicalType> types = new java.util.ArrayList<>(type.getChildren());
        types.add(new BigIntType(false));
        marked = RowType.of(types.toArray(LogicalType[]::new));
    }

    private static final class Part {
        private final Path file;
        private final SliceWriter writer;
        private long watermark = Long.MIN_VALUE;

        Part(Path file, SliceWriter writer) {
            this.file = file;
            this.writer = writer;
        }
    }

    @Override
    public void add(RowData row, String split, long watermark) throws IOException {
        Part part = parts.get(split);
        if (part == null) {
            Path partFile = Path.of(file + "-" + parts.size());
            part = new Part(partFile, new SliceWriter(partFile, marked));
            parts.put(split, part);
        }
        part.watermark = Math.max(part.watermark, watermark);
        JoinedRowData all = new JoinedRowData(row.getRowKind(), cut(row), GenericRowData.of(part.watermark));
        part.writer.write(all);
        rows++;
    }

    /** The row without the metadata behind it. */
    private RowData cut(RowData row) {
        GenericRowData cut = new GenericRowData(type.getFieldCount());
        for (int i = 0; i < type.getFieldCount(); i++) {
            cut.setField(i, ((GenericRowData) row).getField(i));
        }
        return cut;
    }

    @Override
    public long rows() {
        return rows;
    }

    /** A partition that is read again. */
    private static final class Head {
        private final int number;
        private final SliceInput input;
        private final int watermarkIndex;
        private @Nullable RowData row;

        Head(int number, SliceInput input, int watermarkIndex) throws IOException {
            this.number = number;
            this.input = input;
            this.watermarkIndex = watermarkIndex;
            row = input.next();
        }

        int number() {
            return number;
        }

        long watermark() {
            return Objects.requireNonNull(row).getLong(watermarkIndex);
        }
    }

    @Override
    public void finish() throws IOException {
        PriorityQueue<Head> heads =
                new PriorityQueue<>(Comparator.comparingLong(Head::watermark).thenComparingInt(Head::number));
        int number = 0;
        for (Part part : parts.values()) {
            part.writer.close();
            Head head = new Head(
                    number++,
                    SliceInput.open(part.file.toString(), marked, PartitionedRows.class.getClassLoader()),
                    type.getFieldCount());
            if (head.row != null) {
                heads.add(head);
            }
        }
        RowData.FieldGetter[] getters = new RowData.FieldGetter[type.getFieldCount()];
        java.util.Arrays.setAll(getters, i -> RowData.createFieldGetter(type.getTypeAt(i), i));
        try (SliceWriter writer = new SliceWriter(file, type)) {
            while (!heads.isEmpty()) {
                Head head = heads.remove();
                writer.write(row(Objects.requireNonNull(head.row), getters));
                head.row = head.input.next();
                if (head.row == null) {
                    head.input.close();
                } else {
                    heads.add(head);
                }
            }
        }
    }

    private static RowData row(RowData marked, RowData.FieldGetter[] getters) {
        GenericRowData row = new GenericRowData(marked.getRowKind(), getters.length);
        for (int i = 0; i < getters.length; i++) {
            row.setField(i, getters[i].getFieldOrNull(marked));
        }
        return row;
    }

    @Override
    public void close() throws IOException {
        for (Part part : parts.values()) {
            Files.deleteIfExists(part.file);
        }
    }
}

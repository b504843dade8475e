package io.weir.format.parquet;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.engine.spi.RowGroup;
import io.weir.engine.spi.RowGroupReader;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decodes ranges of rows of row groups into batches. */
final class ParquetRowGroupReader implements RowGroupReader {
    private final FileInput input = new FileInput();
    /** Readers start with different columns, so that they decompress different pages. */
    private final int firstColumn;

    // Compared by identity: the group that was opened last.
    private @Nullable ParquetRowGroup group;
    private LeafCursor[] cursors = new LeafCursor[0];
    private List<FieldReader> fields = List.of();

    /** A field of a batch: a column as it is, or something put together of several; nothing, if it is missing. */
    private record FieldReader(
            FieldPlan plan,
            @Nullable NestedReader nested,
            @Nullable LeafEntries[] entries) {}

    ParquetRowGroupReader(int number) {
        firstColumn = number;
    }

    @Override
    @SuppressWarnings("ReferenceEquality")
    public void read(RowGroup from, long firstRow, int count, Batch batch) {
        ParquetRowGroup wanted = (ParquetRowGroup) from;
        if (wanted != group) {
            open(wanted);
        }
        batch.ensureCapacity(count);
        String column = "";
        try {
            input.open(wanted.file());
            for (int i = 0; i < cursors.length; i++) {
                cursors[(i + firstColumn) % cursors.length].prefetch(input);
            }
            for (int i = 0; i < fields.size(); i++) {
                FieldReader field = fields.get(i);
                column = name(field.plan());
                read(field, firstRow, count, batch.column(i));
            }
        } catch (IOException e) {
            throw new WeirException(
                    ErrorCode.IO_FAILED, "cannot be read: " + e.getMessage(), "file " + wanted.file(), "", e);
        } catch (DamagedException e) {
            throw ParquetRowGroup.damaged(wanted.file(), wanted.index(), column, String.valueOf(e.getMessage()), e);
        } catch (IndexOutOfBoundsException | IllegalArgumentException | ArithmeticException e) {
            // Damaged bytes show as places that are nowhere.
            throw ParquetRowGroup.damaged(wanted.file(), wanted.index(), column, "its bytes make no sense", e);
        }
        batch.setRowCount(count);
    }

    private void open(ParquetRowGroup opened) {
        List<FieldPlan.Leaf> leaves = opened.leaves();
        cursors = new LeafCursor[leaves.size()];
        for (int i = 0; i < cursors.length; i++) {
            cursors[i] = new LeafCursor(leaves.get(i), opened.pages()[i]);
        }
        fields = new ArrayList<>();
        for (FieldPlan plan : opened.fields()) {
            boolean isNested = !(plan instanceof FieldPlan.Leaf) && !(plan instanceof FieldPlan.Missing);
            LeafEntries[] entries = new LeafEntries[isNested ? leaves.size() : 0];
            fields.add(new FieldReader(plan, isNested ? new NestedReader(plan, entries) : null, entries));
        }
        group = opened;
    }

    private static String name(FieldPlan plan) {
        if (plan instanceof FieldPlan.Leaf leaf) {
            return leaf.node().name();
        } else if (plan instanceof FieldPlan.Row row) {
            return row.node().name();
        } else if (plan instanceof FieldPlan.Array array) {
            return array.node().name();
        }
        return plan instanceof FieldPlan.Map map ? map.node().name() : "";
    }

    private void read(FieldReader field, long firstRow, int count, Column to) throws IOException {
        if (field.plan() instanceof FieldPlan.Leaf leaf) {
            cursors[leaf.leaf()].read(firstRow, count, to, input);
            return;
        }
        NestedReader nested = field.nested();
        if (nested == null) {
            for (int i = 0; i < count; i++) {
                NestedReader.setNull(to, i);
            }
            return;
        }
        for (FieldPlan.Leaf leaf : nested.leaves()) {
            cursors[leaf.leaf()].read(firstRow, count, field.entries()[leaf.leaf()], input);
        }
        nested.assemble(to, count);
    }

    @Override
    public long bytes() {
        return input.bytes();
    }

    @Override
    public void close() {
        group = null;
        try {
            input.close();
        } catch (IOException e) {
            throw new WeirException(
                    ErrorCode.IO_FAILED, "a parquet file cannot be closed: " + e.getMessage(), "", "", e);
        }
    }
}

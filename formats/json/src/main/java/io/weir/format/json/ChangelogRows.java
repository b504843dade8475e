package io.weir.format.json;

import io.weir.columnar.Batch;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.columnar.RowColumn;
import java.util.Arrays;

/**
 * The rows that change records come to, noted as they are found and written to a batch together.
 *
 * <p>A record has its rows in two columns, one for what was before and one for what is now. A noted row is a position
 * in one of them, a kind of change and the metadata of its record. A row of what was before may leave out what has not
 * changed; it then inherits these fields from what is now.
 */
final class ChangelogRows {
    private static final int NOTHING_INHERITED = -1;

    private final int fieldCount;
    private final Batch metadata;
    private boolean[] isAfter = new boolean[16];
    private byte[] kinds = new byte[16];
    private int[] positions = new int[16];
    private int[] metadataPositions = new int[16];
    /** Where the fields that a row inherits stand. */
    private int[] heirPositions = new int[16];
    /** For each row and field whether it is inherited; meaningful for rows that inherit something. */
    private boolean[] isInherited = new boolean[0];

    private int count;

    ChangelogRows(int fieldCount, Batch metadata) {
        this.fieldCount = fieldCount;
        this.metadata = metadata;
    }

    void clear() {
        count = 0;
        metadata.reset();
    }

    int count() {
        return count;
    }

    /** Forgets the rows from this number on. */
    void truncate(int toCount) {
        count = toCount;
    }

    /** Notes a row with the metadata that was written last. */
    void add(boolean after, int position, byte kind) {
        if (count == kinds.length) {
            isAfter = Arrays.copyOf(isAfter, 2 * count);
            kinds = Arrays.copyOf(kinds, 2 * count);
            positions = Arrays.copyOf(positions, 2 * count);
            metadataPositions = Arrays.copyOf(metadataPositions, 2 * count);
            heirPositions = Arrays.copyOf(heirPositions, 2 * count);
        }
        isAfter[count] = after;
        kinds[count] = kind;
        positions[count] = position;
        metadataPositions[count] = metadata.rowCount() - 1;
        heirPositions[count] = NOTHING_INHERITED;
        count++;
    }

    /** The row that was noted last takes a field from what is now, at that position. */
    void inherit(int field, int afterPosition) {
        int row = count - 1;
        if (isInherited.length < count * fieldCount) {
            isInherited = Arrays.copyOf(isInherited, 2 * kinds.length * fieldCount);
        }
        if (heirPositions[row] == NOTHING_INHERITED) {
            heirPositions[row] = afterPosition;
            Arrays.fill(isInherited, row * fieldCount, count * fieldCount, false);
        }
        isInherited[row * fieldCount + field] = true;
    }

    /** Appends all rows to a batch, whose texts may become views of the data. */
    void appendTo(Batch batch, RowColumn before, RowColumn after, byte[] data) {
        int first = batch.rowCount();
        batch.ensureCapacity(first + count);
        for (int field = 0; field < fieldCount; field++) {
            Column to = batch.column(field);
            if (to instanceof BytesColumn texts) {
                appendTexts(
                        texts, first, (BytesColumn) before.field(field), (BytesColumn) after.field(field), field, data);
            } else {
                append(to, first, before.field(field), after.field(field), field);
            }
        }
        for (int i = 0; i < metadata.columnCount(); i++) {
            batch.column(fieldCount + i).append(first, metadata.column(i), metadataPositions, count);
        }
        for (int row = 0; row < count; row++) {
            batch.setRowKind(first + row, kinds[row]);
        }
        batch.setRowCount(first + count);
    }

    private boolean takesAfter(int row, int field) {
        return isAfter[row] || (heirPositions[row] != NOTHING_INHERITED && isInherited[row * fieldCount + field]);
    }

    private int position(int row, int field) {
        return !isAfter[row] && takesAfter(row, field) ? heirPositions[row] : positions[row];
    }

    private void append(Column to, int first, Column before, Column after, int field) {
        for (int row = 0; row < count; row++) {
            to.set(first + row, takesAfter(row, field) ? after : before, position(row, field));
        }
    }

    /** As {@link #append}; texts that lie in the caller's data stay there. */
    private void appendTexts(BytesColumn to, int first, BytesColumn before, BytesColumn after, int field, byte[] data) {
        if (first == 0 && before.data() == data && after.data() == data) {
            to.view(data);
        }
        for (int row = 0; row < count; row++) {
            BytesColumn from = takesAfter(row, field) ? after : before;
            int position = position(row, field);
            if (to.data() == from.data() && !from.isNull(position)) {
                to.setView(first + row, from.starts()[position], from.lengths()[position]);
            } else {
                to.set(first + row, from, position);
            }
        }
    }
}

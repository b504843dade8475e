package io.weir.engine.join;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.columnar.RowColumn;
import io.weir.engine.operator.Output;
import io.weir.engine.type.Columns;
import java.util.Arrays;
import org.apache.flink.table.types.logical.RowType;

/**
 * The rows that a join is about to give out: pairs of a row of the batch at hand and a kept one, or one of them alone.
 */
final class JoinOutput {
    /** In place of a row: all its fields are NULL. */
    static final int PADDING = -1;

    private final int[] widths;
    private final Batch out;
    private int count;
    private int next;
    private boolean isOutPending;
    /** Of each side, the row in the batch or in the store. */
    private final int[][] rows = new int[2][64];

    private byte[] kinds = new byte[64];
    private final int[][] positions = new int[2][64];

    /**
     * Makes an output.
     *
     * @param types the rows of the sides that are given out: both, or the left one
     */
    JoinOutput(RowType... types) {
        widths = new int[types.length];
        int width = 0;
        for (int i = 0; i < types.length; i++) {
            widths[i] = types[i].getFieldCount();
            width += widths[i];
        }
        Column[] columns = new Column[width];
        int at = 0;
        for (RowType type : types) {
            for (int i = 0; i < type.getFieldCount(); i++) {
                columns[at++] = Columns.column(type.getTypeAt(i), 64);
            }
        }
        out = new Batch(columns);
    }

    void add(int left, int right, byte kind) {
        if (count == kinds.length) {
            int grown = 2 * count;
            kinds = Arrays.copyOf(kinds, grown);
            rows[0] = Arrays.copyOf(rows[0], grown);
            rows[1] = Arrays.copyOf(rows[1], grown);
        }
        rows[0][count] = left;
        rows[1][count] = right;
        kinds[count++] = kind;
    }

    /** Gives out what was added; false if the output is full. */
    boolean giveOut(Batch left, Batch right, int rowsMax, long watermark, Output output) {
        while (isOutPending || next < count) {
            if (!isOutPending) {
                fill(left, right, Math.min(rowsMax, count - next), watermark);
            }
            isOutPending = !output.offer(out);
            if (isOutPending) {
                return false;
            }
        }
        count = 0;
        next = 0;
        return true;
    }

    private void fill(Batch left, Batch right, int rowCount, long watermark) {
        out.resetRows();
        int first = 0;
        for (int side = 0; side < widths.length; side++) {
            gather(side, side == 0 ? left : right, first, rowCount);
            first += widths[side];
        }
        for (int i = 0; i < rowCount; i++) {
            out.setRowKind(i, kinds[next + i]);
        }
        out.setRowCount(rowCount);
        out.setWatermark(watermark);
        next += rowCount;
    }

    private void gather(int side, Batch source, int first, int rowCount) {
        if (positions[side].length < rowCount) {
            positions[side] = new int[rowCount];
        }
        int[] at = positions[side];
        boolean hasPadding = false;
        for (int i = 0; i < rowCount; i++) {
            int row = rows[side][next + i];
            hasPadding |= row == PADDING;
            at[i] = Math.max(row, 0);
        }
        for (int column = 0; column < widths[side]; column++) {
            Column to = out.column(first + column);
            to.gather(source.column(column), at, rowCount);
            for (int i = 0; hasPadding && i < rowCount; i++) {
                if (rows[side][next + i] == PADDING) {
                    setNull(to, i);
                }
            }
        }
    }

    private static void setNull(Column column, int position) {
        column.setNull(position);
        if (column instanceof RowColumn row) {
            for (int i = 0; i < row.fieldCount(); i++) {
                setNull(row.field(i), position);
            }
        }
    }
}

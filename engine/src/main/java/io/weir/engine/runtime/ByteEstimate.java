package io.weir.engine.runtime;

import io.weir.columnar.ArrayColumn;
import io.weir.columnar.Batch;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.columnar.MapColumn;
import io.weir.columnar.RowColumn;

/**
 * The bytes of the values that pass by: counted for one batch in sixteen, and taken as alike for the batches between,
 * since counting the bytes of text is work for each row.
 */
final class ByteEstimate {
    private static final int BATCHES_BETWEEN = 15;
    private static final int REFERENCE_BYTES = 8;

    private double bytesPerRow;
    private int remaining;

    /** About how many bytes the values of the batch have. */
    long of(Batch batch) {
        int rows = batch.rowCount();
        if (rows == 0) {
            return 0;
        }
        if (remaining == 0) {
            long bytes = count(batch);
            bytesPerRow = (double) bytes / rows;
            remaining = BATCHES_BETWEEN;
            return bytes;
        }
        remaining--;
        return (long) (bytesPerRow * rows);
    }

    private static long count(Batch batch) {
        long sum = 0;
        for (int i = 0; i < batch.columnCount(); i++) {
            sum += count(batch.column(i), 0, batch.rowCount());
        }
        return sum;
    }

    /** The bytes of the values at these positions; null has the size of its type, text none. */
    private static long count(Column column, int from, int count) {
        return switch (column.kind()) {
            case BOOLEAN -> count;
            case INT, FLOAT -> 4L * count;
            case LONG, DOUBLE -> 8L * count;
            case TIMESTAMP -> 12L * count;
            case DECIMAL -> 16L * count;
            case BYTES -> textBytes(((BytesColumn) column).lengths(), from, count);
            case ROW -> rowBytes((RowColumn) column, from, count);
            case ARRAY -> arrayBytes((ArrayColumn) column, from, count);
            case MAP -> mapBytes((MapColumn) column, from, count);
        };
    }

    private static long rowBytes(RowColumn rows, int from, int count) {
        long sum = 0;
        for (int i = 0; i < rows.fieldCount(); i++) {
            sum += count(rows.field(i), from, count);
        }
        return sum;
    }

    private static long arrayBytes(ArrayColumn arrays, int from, int count) {
        long sum = 0;
        for (int i = from; i < from + count; i++) {
            sum += REFERENCE_BYTES;
            if (!arrays.isNull(i)) {
                sum += count(arrays.elements(), arrays.start(i), arrays.length(i));
            }
        }
        return sum;
    }

    private static long mapBytes(MapColumn maps, int from, int count) {
        long sum = 0;
        for (int i = from; i < from + count; i++) {
            sum += REFERENCE_BYTES;
            if (!maps.isNull(i)) {
                sum += count(maps.keys(), maps.start(i), maps.length(i))
                        + count(maps.values(), maps.start(i), maps.length(i));
            }
        }
        return sum;
    }

    private static long textBytes(int[] lengths, int from, int count) {
        long sum = 0;
        for (int i = from; i < from + count; i++) {
            sum += lengths[i];
        }
        return sum;
    }
}

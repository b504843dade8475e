package io.weir.connector.view;

import io.weir.columnar.Batch;
import io.weir.engine.spi.ByteSink;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/** The newest rows that have come, as many as the view keeps. */
final class PendingAppends implements PendingRows {
    private static final int ROWS_MIN = 1024;

    private final ViewCodec codec;
    private final AtomicLong sequences;
    private final int rowsMax;
    private final ByteSink scratch = new ByteSink();
    private Batch rows;
    private int[] positions = new int[0];

    /**
     * Makes an empty one.
     *
     * @param sequences numbers the rows of all writers
     * @param rowsMax how many rows the view keeps
     */
    PendingAppends(ViewCodec codec, AtomicLong sequences, long rowsMax) {
        this.codec = codec;
        this.sequences = sequences;
        this.rowsMax = (int) Math.min(rowsMax, Integer.MAX_VALUE / 4);
        rows = codec.batch(0);
    }

    @Override
    public void add(Batch batch) {
        int count = batch.rowCount();
        ensurePositions(count, 0);
        rows.append(batch, positions, count);
        // Rows that would only be dropped again are not made into rows of the view.
        if (rows.rowCount() > Math.max(ROWS_MIN, 2L * rowsMax)) {
            ensurePositions(rowsMax, rows.rowCount() - rowsMax);
            Batch newest = codec.batch(rows.rowCount());
            newest.append(rows, positions, rowsMax);
            rows = newest;
            positions = new int[0];
        }
    }

    private void ensurePositions(int count, int first) {
        if (positions.length < count || first > 0) {
            positions = new int[count];
            Arrays.setAll(positions, i -> first + i);
        }
    }

    @Override
    public boolean isEmpty() {
        return rows.rowCount() == 0;
    }

    @Override
    public ViewDelta drain(long nowMillis) {
        int first = Math.max(0, rows.rowCount() - rowsMax);
        int count = rows.rowCount() - first;
        if (count == 0) {
            return ViewDelta.NOTHING;
        }
        byte[][] keys = new byte[count][];
        byte[][] values = new byte[count][];
        int[] hashes = new int[count];
        long sequence = sequences.getAndAdd(count);
        for (int i = 0; i < count; i++) {
            keys[i] = ViewCodec.sequenceKey(sequence + i);
            values[i] = codec.row(rows, first + i, nowMillis, scratch);
            hashes[i] = ViewCodec.sequenceHash(sequence + i);
        }
        rows = codec.batch(0);
        return new ViewDelta(keys, values, hashes);
    }
}

package io.weir.connector.view;

import io.weir.columnar.Batch;
import io.weir.columnar.RowKinds;
import org.apache.flink.table.types.logical.RowType;

/**
 * What a subscriber of a view is told at once. All subscribers get the same object for the same version, so that its
 * rows need to be encoded only once.
 */
public final class ViewChangeSet {
    /** What it says. */
    public enum Kind {
        /** All rows that are known are to be forgotten: a snapshot follows. It has no rows. */
        RESET,
        /** Some rows of a snapshot, of which there may be more. */
        SNAPSHOT,
        /** What has changed with one version. */
        CHANGES
    }

    private final Kind kind;
    private final String id;
    private final long version;
    private final ViewCodec codec;
    private final byte[] kinds;
    private final byte[][] rows;

    /** Makes one of rows as they are kept. */
    ViewChangeSet(Kind kind, String id, long version, ViewCodec codec, byte[] kinds, byte[][] rows) {
        this.kind = kind;
        this.id = id;
        this.version = version;
        this.codec = codec;
        this.kinds = kinds;
        this.rows = rows;
    }

    public Kind kind() {
        return kind;
    }

    /**
     * Where a subscription goes on that has had this, for {@link View#changes}. In the middle of a snapshot that is
     * nowhere, and the snapshot begins again.
     */
    public String id() {
        return id;
    }

    public long version() {
        return version;
    }

    public int rowCount() {
        return rows.length;
    }

    public RowType type() {
        return codec.type();
    }

    /**
     * The rows, decoded anew: of a change INSERT for a new key, UPDATE_AFTER for a row in place of another, DELETE for
     * one that is gone, as it last was.
     */
    public Batch batch() {
        return batch(0, rows.length);
    }

    /** Some of the rows, as {@link #batch()}. */
    public Batch batch(int from, int to) {
        Batch batch = codec.batch(to - from);
        for (int i = from; i < to; i++) {
            codec.append(rows[i], batch);
            batch.setRowKind(i - from, kinds.length == 0 ? RowKinds.INSERT : kinds[i]);
        }
        return batch;
    }
}

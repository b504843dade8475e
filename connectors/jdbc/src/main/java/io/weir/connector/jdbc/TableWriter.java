package io.weir.connector.jdbc;

import io.weir.columnar.Batch;
import io.weir.columnar.RowKinds;
import io.weir.plan.WeirException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Brings rows into a table: with a key only the last change of each counts, so that one statement removes rows and one
 * adds or replaces them. The keys are in order, which keeps writers that meet from waiting for each other in a circle.
 */
final class TableWriter {
    private final JdbcTable table;
    private final TargetTable target;
    private final RowBytes keyBytes = new RowBytes();

    /** The rows that are added or replaced, and those that are removed. */
    private int[] added = new int[0];

    private int addedCount;
    private int[] removed = new int[0];
    private int removedCount;

    /** A row that the database does not take; the transaction is to be taken back, and the row to be found. */
    static final class RowFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient TableWriter writer;
        private final transient Batch batch;
        private final SQLException failure;

        RowFailure(TableWriter writer, Batch batch, SQLException failure) {
            super(failure);
            this.writer = writer;
            this.batch = batch;
            this.failure = failure;
        }

        /** Finds the row, by writing fewer and fewer rows and taking them back. */
        WeirException explain(JdbcSession session) {
            return writer.explain(session, batch, failure);
        }
    }

    TableWriter(JdbcTable table, TargetTable target) {
        this.table = table;
        this.target = target;
    }

    JdbcTable table() {
        return table;
    }

    TargetTable target() {
        return target;
    }

    /** Writes all rows of a batch, in the transaction of the connection. */
    void write(Connection connection, Batch batch) throws SQLException {
        reduce(batch);
        try {
            if (removedCount > 0) {
                table.dialect().delete(connection, target, batch, removed, removedCount);
            }
            if (addedCount > 0) {
                table.dialect().insert(connection, target, batch, added, addedCount);
            }
        } catch (SQLException e) {
            if (JdbcFailures.isOfRow(e)) {
                throw new RowFailure(this, batch, e);
            }
            throw e;
        }
    }

    private void reduce(Batch batch) {
        int count = batch.rowCount();
        if (added.length < count) {
            added = new int[count];
            removed = new int[count];
        }
        addedCount = 0;
        removedCount = 0;
        if (!target.hasKey()) {
            for (int i = 0; i < count; i++) {
                added[addedCount++] = i;
            }
            return;
        }
        Map<ByteBuffer, Integer> lastOfKey = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            keyBytes.clear();
            keyBytes.addFields(batch, i, target.key());
            lastOfKey.put(ByteBuffer.wrap(keyBytes.toArray()), i);
        }
        for (int position : lastOfKey.values()) {
            if (RowKinds.isAddition(batch.rowKind(position))) {
                added[addedCount++] = position;
            } else {
                removed[removedCount++] = position;
            }
        }
    }

    private WeirException explain(JdbcSession session, Batch batch, SQLException failure) {
        reduce(batch);
        int good = 0;
        int bad = addedCount;
        if (bad == 0 || !fails(session, batch, bad)) {
            return JdbcFailures.of(table, "writing rows", failure);
        }
        while (bad - good > 1) {
            int middle = (good + bad) >>> 1;
            if (fails(session, batch, middle)) {
                bad = middle;
            } else {
                good = middle;
            }
        }
        return JdbcFailures.ofRow(table, ExternalValues.describe(target, batch, added[bad - 1]), failure);
    }

    /** Whether the first so many rows are refused. */
    private boolean fails(JdbcSession session, Batch batch, int count) {
        try {
            Connection connection = session.open();
            if (removedCount > 0) {
                table.dialect().delete(connection, target, batch, removed, removedCount);
            }
            table.dialect().insert(connection, target, batch, added, count);
            return false;
        } catch (SQLException e) {
            return JdbcFailures.isOfRow(e);
        } finally {
            boolean unused = session.rollback();
        }
    }
}

package io.weir.connector.view;

import io.weir.columnar.Batch;
import io.weir.engine.spi.ByteSink;
import io.weir.engine.state.Hashing;
import io.weir.engine.state.KeyHasher;
import io.weir.engine.state.StateInput;
import io.weir.engine.state.StateOutput;
import io.weir.engine.type.Columns;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.flink.table.types.logical.RowType;

/**
 * How a view keeps rows: each as an array of bytes, the time at which it was written and its values, under a key whose
 * bytes are in the order of the key's values. Two arrays for a row are small, immutable, shared by all versions of the
 * view, and written to snapshots as they are.
 */
final class ViewCodec {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final VarHandle SEQUENCES = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final RowType type;
    private final int[] key;

    /** @param key the columns of the key, or none for rows that are numbered */
    ViewCodec(RowType type, int[] key) {
        this.type = type;
        this.key = key.clone();
    }

    RowType type() {
        return type;
    }

    int[] key() {
        return key.clone();
    }

    int keyLength() {
        return key.length;
    }

    int keyColumn(int index) {
        return key[index];
    }

    /** What the bytes are made of: what another schema begins with, it can read. */
    String schema() {
        StringBuilder schema =
                new StringBuilder("view by ").append(Arrays.toString(key)).append(':');
        type.getChildren()
                .forEach(child -> schema.append(' ')
                        .append(child.copy(true).asSerializableString())
                        .append(';'));
        return schema.toString();
    }

    Batch batch(int capacity) {
        return Columns.batch(type, capacity);
    }

    // ---- keys
    // --------------------------------------------------------------------------------------------------------

    byte[] key(Batch batch, int position, ByteSink scratch) {
        scratch.clear();
        for (int column : key) {
            OrderedBytes.append(batch.column(column), position, false, scratch);
        }
        return Arrays.copyOf(scratch.bytes(), scratch.length());
    }

    /** The key of a row of an append-only view. */
    static byte[] sequenceKey(long sequence) {
        byte[] bytes = new byte[Long.BYTES];
        SEQUENCES.set(bytes, 0, sequence);
        return bytes;
    }

    static long sequence(byte[] key) {
        return (long) SEQUENCES.get(key, 0);
    }

    static int sequenceHash(long sequence) {
        return Hashing.hash(sequence);
    }

    /** The hash by which the rows of a key are sent to an instance. */
    int hash(byte[] keyBytes, byte[] row) {
        if (key.length == 0) {
            return sequenceHash(sequence(keyBytes));
        }
        Batch one = batch(1);
        append(row, one);
        int[] hashes = new int[1];
        new KeyHasher(key).hash(one, hashes);
        return hashes[0];
    }

    // ---- rows
    // --------------------------------------------------------------------------------------------------------

    byte[] row(Batch batch, int position, long writtenMillis, ByteSink scratch) {
        scratch.clear();
        scratch.appendLong(writtenMillis);
        new StateOutput(scratch).putRow(batch, position);
        return Arrays.copyOf(scratch.bytes(), scratch.length());
    }

    /** When a row was written. */
    static long writtenMillis(byte[] row) {
        return (long) LONGS.get(row, 0);
    }

    /** True if two rows hold the same values, whenever they were written. */
    static boolean areEqual(byte[] a, byte[] b) {
        return Arrays.equals(a, Long.BYTES, a.length, b, Long.BYTES, b.length);
    }

    /** Appends a row to a batch of all columns. */
    void append(byte[] row, Batch batch) {
        int at = batch.rowCount();
        batch.ensureCapacity(at + 1);
        StateInput input = new StateInput();
        input.reset(row, Long.BYTES, row.length);
        input.getRow(batch, at);
        batch.setRowCount(at + 1);
    }
}

package io.weir.connector.jdbc;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.apache.flink.table.types.logical.RowType;

/**
 * What one writer has prepared for an epoch: the newest rows themselves, and where the older ones wait if they were too
 * many.
 *
 * @param generation the generation of the sink that wrote the pieces that wait in the database
 * @param writer the instance that wrote them
 * @param firstPiece the number of the first of those
 * @param pieces how many there are
 * @param rows the rows behind those, as {@link RowBytes}
 */
record PreparedRows(long generation, int writer, long firstPiece, int pieces, byte[] rows) {
    private static final byte VERSION = 1;

    /** Never empty, so that each sink is told of each epoch. */
    byte[] toBytes(RowType type) {
        RowBytes bytes = new RowBytes();
        bytes.addByte(VERSION);
        bytes.addFixed(fingerprint(type), Integer.BYTES);
        bytes.addLong(generation);
        bytes.addLong(writer);
        bytes.addLong(firstPiece);
        bytes.addLong(pieces);
        bytes.addBytes(rows, 0, rows.length);
        return bytes.toArray();
    }

    static PreparedRows of(byte[] prepared, JdbcTable table, RowType type) {
        RowBytesReader reader = new RowBytesReader(prepared);
        if (reader.readByte() != VERSION || (int) reader.readFixed(Integer.BYTES) != fingerprint(type)) {
            throw new WeirException(
                    ErrorCode.RUN_FAILED,
                    "rows of the last epoch are still to be written, and have other columns than the table has now",
                    table.where(),
                    "Start the pipeline once as it was before, and change it then",
                    null);
        }
        return new PreparedRows(
                reader.readLong(),
                (int) reader.readLong(),
                reader.readLong(),
                (int) reader.readLong(),
                reader.readBytes());
    }

    private static int fingerprint(RowType type) {
        CRC32 sum = new CRC32();
        sum.update(type.asSerializableString().getBytes(StandardCharsets.UTF_8));
        return (int) sum.getValue();
    }
}

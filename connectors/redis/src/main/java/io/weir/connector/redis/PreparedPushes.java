package io.weir.connector.redis;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What one writer has prepared for an epoch: the elements for each list.
 *
 * @param previousEpoch the epoch before, up to which Redis must have the rows
 * @param lists the lists, and what is pushed to them
 */
record PreparedPushes(long previousEpoch, List<ListPushes> lists) {
    private static final byte VERSION = 1;

    /**
     * What is pushed to one list.
     *
     * @param key the list's key
     * @param expiry when the key goes, as {@link EpochMarker} understands it; an empty text for never
     * @param elements the elements, each as four bytes of its length and its bytes
     */
    record ListPushes(byte[] key, String expiry, byte[] elements) {}

    /** Never empty, so that each sink is told of each epoch. */
    byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeLong(previousEpoch);
            out.writeInt(lists.size());
            for (ListPushes list : lists) {
                write(list.key(), out);
                out.writeUTF(list.expiry());
                write(list.elements(), out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(byte[] value, DataOutputStream out) throws IOException {
        out.writeInt(value.length);
        out.write(value);
    }

    static PreparedPushes of(byte[] prepared, RedisOptions options) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(prepared))) {
            if (in.readByte() != VERSION) {
                throw new WeirException(
                        ErrorCode.STATE_MISFIT,
                        "rows of the last epoch are still to be written, and another version has prepared them",
                        options.where(),
                        "Start the pipeline once with the Weir that it ran on before",
                        null);
            }
            long previousEpoch = in.readLong();
            int count = in.readInt();
            List<ListPushes> lists = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                lists.add(new ListPushes(read(in), in.readUTF(), read(in)));
            }
            return new PreparedPushes(previousEpoch, lists);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(DataInputStream in) throws IOException {
        return in.readNBytes(in.readInt());
    }
}

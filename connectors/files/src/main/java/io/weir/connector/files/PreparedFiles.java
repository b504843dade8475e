package io.weir.connector.files;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a writer has prepared in an epoch, and what is to be known of the sink besides; names are below the table's
 * folder.
 *
 * @param complete the files that are complete, under their hidden names
 * @param growing the files to which more is written in the next epoch, and how long they are
 * @param pending the partitions whose completeness was not told, and the time from which on they are complete
 * @param isLast true if the input of all writers had ended
 */
record PreparedFiles(List<String> complete, Map<String, Long> growing, Map<String, Long> pending, boolean isLast) {
    private static final int VERSION = 1;

    boolean isNothing() {
        return complete.isEmpty() && growing.isEmpty() && pending.isEmpty() && !isLast;
    }

    byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeInt(complete.size());
            for (String name : complete) {
                out.writeUTF(name);
            }
            write(out, growing);
            write(out, pending);
            out.writeBoolean(isLast);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, Map<String, Long> entries) throws IOException {
        out.writeInt(entries.size());
        for (Map.Entry<String, Long> entry : entries.entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeLong(entry.getValue());
        }
    }

    static PreparedFiles of(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readByte();
            if (version != VERSION) {
                throw new WeirException(
                        ErrorCode.IO_FAILED,
                        "What the epoch says of prepared files has version " + version + ", not " + VERSION,
                        "filesystem sink",
                        "It was written by another version of Weir: go on with that one",
                        null);
            }
            List<String> complete = new ArrayList<>();
            for (int i = in.readInt(); i > 0; i--) {
                complete.add(in.readUTF());
            }
            return new PreparedFiles(complete, read(in), read(in), in.readBoolean());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Long> read(DataInputStream in) throws IOException {
        Map<String, Long> entries = new LinkedHashMap<>();
        for (int i = in.readInt(); i > 0; i--) {
            String name = in.readUTF();
            entries.put(name, in.readLong());
        }
        return entries;
    }
}

package io.weir.connector.flink;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a reader of a source saves in an epoch, with the state of the enumerator at that moment. Of the positions of all
 * readers, the enumerator's state with the highest version counts, for its reader was the last to save.
 *
 * @param version of the enumerator's state; also the number of the checkpoint that the reader was told
 * @param splits the reader's splits as they are
 * @param enumerator the enumerator's state
 * @param assigned the splits that other readers were given after they had saved
 */
record ReaderPosition(long version, List<byte[]> splits, byte[] enumerator, List<byte[]> assigned) {
    byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(version);
            write(out, splits);
            write(out, List.of(enumerator));
            write(out, assigned);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static ReaderPosition of(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return new ReaderPosition(in.readLong(), read(in), read(in).get(0), read(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(DataOutputStream out, List<byte[]> parts) throws IOException {
        out.writeInt(parts.size());
        for (byte[] part : parts) {
            out.writeInt(part.length);
            out.write(part);
        }
    }

    static List<byte[]> read(DataInputStream in) throws IOException {
        List<byte[]> parts = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            parts.add(in.readNBytes(in.readInt()));
        }
        return parts;
    }
}

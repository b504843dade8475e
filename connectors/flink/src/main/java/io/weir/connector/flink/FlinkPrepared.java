package io.weir.connector.flink;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What a writer says of an epoch.
 *
 * @param instance the number of the writer, whose committer commits it
 * @param committables what is to be committed, serialised
 * @param states what a writer goes on from, serialised
 */
record FlinkPrepared(int instance, List<byte[]> committables, List<byte[]> states) {
    byte[] toBytes() {
        if (committables.isEmpty() && states.isEmpty()) {
            return new byte[0];
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(instance);
            ReaderPosition.write(out, committables);
            ReaderPosition.write(out, states);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static FlinkPrepared of(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return new FlinkPrepared(in.readInt(), ReaderPosition.read(in), ReaderPosition.read(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

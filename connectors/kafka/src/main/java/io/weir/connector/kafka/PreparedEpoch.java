package io.weir.connector.kafka;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a manifest keeps of one writer: enough to find out later whether the epoch's transaction was committed.
 *
 * @param lineage names the run and those that go on from its epochs
 * @param hasRecords true if the writer has sent records in this epoch: only then is there anything to be lost
 */
record PreparedEpoch(String lineage, boolean hasRecords) {
    byte[] toBytes() {
        byte[] name = lineage.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = Arrays.copyOf(new byte[] {(byte) (hasRecords ? 1 : 0)}, 1 + name.length);
        System.arraycopy(name, 0, bytes, 1, name.length);
        return bytes;
    }

    static PreparedEpoch of(byte[] bytes) {
        return new PreparedEpoch(new String(bytes, 1, bytes.length - 1, StandardCharsets.UTF_8), bytes[0] == 1);
    }
}

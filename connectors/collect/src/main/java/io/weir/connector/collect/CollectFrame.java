package io.weir.connector.collect;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The records of one append, which are in the log all or not at all: the length of the body, a checksum of what follows
 * it, the number of records, and the body: for each record its length and its bytes.
 */
final class CollectFrame {
    /** Length, checksum and number of records. */
    static final int HEADER_BYTES = 3 * Integer.BYTES;

    /** No frame is longer. */
    static final int BODY_BYTES_MAX = 256 << 20;

    private static final int CHECKSUM_AT = Integer.BYTES;
    private static final int COUNT_AT = 2 * Integer.BYTES;

    private CollectFrame() {}

    /** The frame of some records. */
    static ByteBuffer encode(List<byte[]> records) {
        long body = 0;
        for (byte[] record : records) {
            body += Integer.BYTES + record.length;
        }
        if (records.isEmpty() || body > BODY_BYTES_MAX) {
            throw new IllegalArgumentException(records.size() + " records of " + body + " bytes are no frame");
        }
        ByteBuffer frame = ByteBuffer.allocate(HEADER_BYTES + (int) body);
        frame.putInt((int) body).putInt(0).putInt(records.size());
        for (byte[] record : records) {
            frame.putInt(record.length).put(record);
        }
        frame.putInt(CHECKSUM_AT, checksum(frame.array(), 0, (int) body));
        return frame.flip();
    }

    /** The bytes of the frame that begins at data[at], if at least its header is there; -1 if that is none. */
    static int size(byte[] data, int at) {
        ByteBuffer header = ByteBuffer.wrap(data);
        int body = header.getInt(at);
        int count = header.getInt(at + COUNT_AT);
        boolean isPossible = body >= Integer.BYTES && body <= BODY_BYTES_MAX && count >= 1 && count <= body;
        return isPossible ? HEADER_BYTES + body : -1;
    }

    /** The number of records of the frame at data[at]. */
    static int recordCount(byte[] data, int at) {
        return ByteBuffer.wrap(data).getInt(at + COUNT_AT);
    }

    /** True if the whole frame at data[at] is as it was written. */
    static boolean isIntact(byte[] data, int at) {
        int body = ByteBuffer.wrap(data).getInt(at);
        return ByteBuffer.wrap(data).getInt(at + CHECKSUM_AT) == checksum(data, at, body);
    }

    private static int checksum(byte[] data, int at, int body) {
        CRC32C checksum = new CRC32C();
        checksum.update(data, at + COUNT_AT, Integer.BYTES + body);
        return (int) checksum.getValue();
    }
}

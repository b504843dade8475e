package io.weir.connector.inline;

import io.weir.engine.spi.Decoder;
import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceReader;
import io.weir.engine.spi.SourceRequest;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32C;

/** Some lines of text, read by the first reader; the others have nothing to do. */
final class InlineSource implements Source {
    private static final String POSITION = "0";

    private final SourceRequest request;
    private final String format;
    private final byte[] text;
    private final int length;
    private final Decoder decoder;
    /** Where this run begins, and how many rows others have given before. */
    private int start;

    private long rowsBefore;
    private volatile long rowsRead;
    private volatile int readTo;

    /** Makes a source of the first bytes of the text, behind which there is room for the decoder to look at. */
    InlineSource(SourceRequest request, String format, byte[] text, int length, Decoder decoder) {
        this.request = request;
        this.format = format;
        this.text = text;
        this.length = length;
        this.decoder = decoder;
    }

    @Override
    public boolean isBounded() {
        return true;
    }

    @Override
    public boolean isOrdered() {
        return true;
    }

    @Override
    public int splitCount() {
        return 1;
    }

    @Override
    public boolean isReplayable() {
        return true;
    }

    /** The text stands in the plan, so that it is the same unless the table was changed. */
    @Override
    public void restore(Map<String, byte[]> positions) {
        ByteBuffer saved = ByteBuffer.wrap(Objects.requireNonNull(positions.get(POSITION)));
        start = saved.getInt();
        rowsBefore = saved.getLong();
        setRead(start, rowsBefore);
        if (saved.getInt() != checksum(start)) {
            throw new WeirException(
                    ErrorCode.OPTION_INVALID,
                    "The rows that were read before the epoch are not those of the table any more",
                    "table " + request.table() + ", option 'rows'",
                    "Put them back as they were, or begin anew without the saved epochs",
                    null);
        }
    }

    private int checksum(int bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(text, 0, Math.min(bytes, length));
        return (int) checksum.getValue();
    }

    /** The first reader has read up to this byte; asked of any of them. */
    Map<String, byte[]> positions() {
        int at = readTo;
        ByteBuffer position = ByteBuffer.allocate(2 * Integer.BYTES + Long.BYTES);
        return Map.of(
                POSITION,
                position.putInt(at).putLong(rowsRead).putInt(checksum(at)).array());
    }

    /** Says how far the first reader is. */
    void setRead(int to, long rows) {
        rowsRead = rows;
        readTo = to;
    }

    @Override
    public SourceReader createReader(int instance) {
        return new InlineSourceReader(
                request, format, text, start, instance == 0 ? length : start, rowsBefore, decoder, this);
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}

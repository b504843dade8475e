package io.weir.engine.spi;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.Serial;

/**
 * A record that cannot be decoded. Thrown by a decoder, which knows the reason and the place in its buffer; the reader
 * that called it knows the file or topic and turns it into a {@link io.weir.plan.WeirException} for the user.
 */
public final class RecordException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int offset;

    /**
     * Makes the exception.
     *
     * @param offset the index in the decoder's buffer at which the record starts
     * @param reason what is wrong with it, one sentence without a full stop
     */
    public RecordException(int offset, String reason) {
        super(reason, null, false, false);
        this.offset = offset;
    }

    public int offset() {
        return offset;
    }

    /** What the user is told: where the record stands, such as {@code file /data/a.json, byte 17}, and how to go on. */
    public WeirException toWeirException(String where, String format) {
        return new WeirException(
                ErrorCode.RECORD_UNDECODABLE,
                String.valueOf(getMessage()),
                where,
                "Mend the record, or set '" + format + ".ignore-parse-errors' = 'true' to skip and count such records",
                this);
    }
}

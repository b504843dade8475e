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
    private final boolean isSkippable;

    /**
     * Makes the exception.
     *
     * @param offset the index in the decoder's buffer at which the record starts
     * @param reason what is wrong with it, one sentence without a full stop
     */
    public RecordException(int offset, String reason) {
        this(offset, reason, true);
    }

    private RecordException(int offset, String reason, boolean isSkippable) {
        super(reason, null, false, false);
        this.offset = offset;
        this.isSkippable = isSkippable;
    }

    /** The exception of a format that has no option to skip what it cannot read. */
    public static RecordException unskippable(int offset, String reason) {
        return new RecordException(offset, reason, false);
    }

    public int offset() {
        return offset;
    }

    /** What the user can do, where the table's options of the format begin with the prefix, such as {@code json.}. */
    public String hint(String optionPrefix) {
        return isSkippable
                ? "Mend the record, or set '" + optionPrefix + "ignore-parse-errors' = 'true' to skip and count such"
                        + " records"
                : "Mend the record, or declare the columns as the records are written";
    }

    /** What the user is told: where the record stands, such as {@code file /data/a.json, byte 17}, and how to go on. */
    public WeirException toWeirException(String where, String format) {
        return new WeirException(
                ErrorCode.RECORD_UNDECODABLE, String.valueOf(getMessage()), where, hint(format + "."), this);
    }
}

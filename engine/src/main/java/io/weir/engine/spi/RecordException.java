package io.weir.engine.spi;

import java.io.Serial;

/**
 * A record that cannot be decoded. Thrown by a decoder, which knows the reason and the place in its buffer; the reader that
 * called it knows the file or topic and turns it into a {@link io.weir.plan.WeirException} for the user.
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
}

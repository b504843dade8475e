package io.weir.format.avro;

import java.io.Serial;

/** Why a record cannot be read; never leaves the package. */
final class AvroFailure extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    AvroFailure(String message) {
        super(message, null, false, false);
    }
}

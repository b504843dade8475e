package io.weir.format.parquet;

import java.io.Serial;

/** Bytes that are no parquet; the caller knows the file and the column. */
final class DamagedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    DamagedException(String reason) {
        super(reason);
    }
}

package io.weir.format.protobuf;

import java.io.Serial;

/** Why a message cannot be read; never leaves the package. */
final class ProtobufFailure extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    ProtobufFailure(String message) {
        super(message, null, false, false);
    }
}

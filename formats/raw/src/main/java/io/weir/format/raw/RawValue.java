package io.weir.format.raw;

/** What the only column of the format can be. */
enum RawValue {
    TEXT(-1),
    BYTES(-1),
    BOOLEAN(1),
    TINYINT(1),
    SMALLINT(2),
    INT(4),
    BIGINT(8),
    FLOAT(4),
    DOUBLE(8);

    /** The length of a record in bytes, -1 for any. */
    private final int sizeBytes;

    RawValue(int sizeBytes) {
        this.sizeBytes = sizeBytes;
    }

    boolean hasSize(int length) {
        return sizeBytes < 0 || sizeBytes == length;
    }

    int sizeBytes() {
        return sizeBytes;
    }
}

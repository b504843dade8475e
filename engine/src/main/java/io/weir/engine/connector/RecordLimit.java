package io.weir.engine.connector;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.Map;

/** The size beyond which a record is taken for a mistake: a file without line feeds would otherwise fill the memory. */
public final class RecordLimit {
    /** The configuration key. */
    public static final String KEY = "weir.record.bytes-max";

    private static final long BYTES_DEFAULT = 64 << 20;
    private static final int BYTES_MAX = 1 << 30;

    private RecordLimit() {}

    /** The limit of a job, in bytes. */
    public static int of(Map<String, String> configuration) {
        JobOptions options = new JobOptions(configuration);
        long bytes = options.bytes(KEY).orElse(BYTES_DEFAULT);
        if (bytes < 1 || bytes > BYTES_MAX) {
            throw options.invalid(KEY, "it must be between 1 byte and 1 gb");
        }
        return (int) bytes;
    }

    /** The message for a record beyond the limit. */
    public static WeirException exceeded(String stream, long position, int bytesMax) {
        return new WeirException(
                ErrorCode.LIMIT_EXCEEDED,
                "the record that begins here is longer than " + bytesMax + " bytes",
                stream + ", byte " + position,
                "Records end with a line feed; if the record is right, raise '" + KEY + "'",
                null);
    }
}

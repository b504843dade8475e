package io.weir.engine.connector;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.Map;

/** The size beyond which a record is taken for a mistake: a file without line feeds would otherwise fill the memory. */
public final class RecordLimit {
    /** The configuration key. */
    public static final String KEY = "weir.record.bytes-max";

    private static final String BYTES_DEFAULT = "64 mb";
    private static final int BYTES_MAX = 1 << 30;

    private RecordLimit() {}

    /** The limit of a job, in bytes. */
    public static int of(Map<String, String> configuration) {
        TableOptions options = new TableOptions("", Map.of(KEY, configuration.getOrDefault(KEY, BYTES_DEFAULT)));
        long bytes;
        try {
            bytes = options.bytes(KEY).orElseThrow();
        } catch (WeirException e) {
            throw new WeirException(ErrorCode.OPTION_INVALID, e.what(), "configuration, '" + KEY + "'", "", e);
        }
        if (bytes < 1 || bytes > BYTES_MAX) {
            throw new WeirException(
                    ErrorCode.OPTION_INVALID,
                    bytes + " bytes cannot be used: it must be between 1 byte and 1 gb",
                    "configuration, '" + KEY + "'",
                    "",
                    null);
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

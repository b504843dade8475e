package io.weir.connector.files;

import io.weir.plan.NotNativeException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** How a file is compressed, which its name tells, as in Flink. */
enum Compression {
    NONE,
    GZIP,
    DEFLATE;

    private static final int BUFFER_BYTES = 64 * 1024;

    static Compression of(SourceFile file) {
        String name = file.path().toString();
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return switch (ending) {
            case "gz", "gzip" -> GZIP;
            case "deflate" -> DEFLATE;
            case "bz2", "xz", "zst" -> throw new NotNativeException("compression '" + ending + "' of " + file.label());
            default -> NONE;
        };
    }

    InputStream decompress(InputStream stream) throws IOException {
        return switch (this) {
            case NONE -> stream;
            case GZIP -> new GZIPInputStream(stream, BUFFER_BYTES);
            case DEFLATE -> new InflaterInputStream(stream);
        };
    }
}

package io.weir.connector.files;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.InflaterInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.tukaani.xz.XZInputStream;

/** How a file is compressed, which its name tells, as in Flink; and zstd, which Flink does not know. */
enum Compression {
    NONE,
    GZIP,
    DEFLATE,
    BZIP2,
    XZ,
    ZSTD;

    private static final int BUFFER_BYTES = 64 * 1024;

    static Compression of(SourceFile file) {
        String name = file.path().toString();
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return switch (ending) {
            case "gz", "gzip" -> GZIP;
            case "deflate" -> DEFLATE;
            case "bz2" -> BZIP2;
            case "xz" -> XZ;
            case "zst" -> ZSTD;
            default -> NONE;
        };
    }

    /** Files that were put together of several compressed ones are read to their end. */
    InputStream decompress(InputStream stream) throws IOException {
        return switch (this) {
            case NONE -> stream;
            // Java's own takes a second part that is cut short, or cannot be read, for the end of the file.
            case GZIP ->
                GzipCompressorInputStream.builder()
                        .setInputStream(new BufferedInputStream(stream, BUFFER_BYTES))
                        .setBufferSize(BUFFER_BYTES)
                        .setDecompressConcatenated(true)
                        .get();
            case DEFLATE -> new InflaterInputStream(stream);
            case BZIP2 -> new BZip2CompressorInputStream(new BufferedInputStream(stream, BUFFER_BYTES), true);
            case XZ -> new XZInputStream(new BufferedInputStream(stream, BUFFER_BYTES));
            case ZSTD -> new ZstdInputStream(new BufferedInputStream(stream, BUFFER_BYTES));
        };
    }
}

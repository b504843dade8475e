package io.weir.format.parquet;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.format.CompressionCodec;
import org.xerial.snappy.Snappy;

/** Decompresses pages. */
final class Codecs {
    private Codecs() {}

    /** Decompresses source[start, start + length) to target[at, at + size), which it must fill. */
    static void decompress(
            CompressionCodec codec, byte[] source, int start, int length, byte[] target, int at, int size)
            throws IOException {
        long written = switch (codec) {
            case UNCOMPRESSED -> copy(source, start, length, target, at);
            case SNAPPY -> length == 0 ? 0 : Snappy.uncompress(source, start, length, target, at);
            case ZSTD -> length == 0 ? 0 : Zstd.decompressByteArray(target, at, size, source, start, length);
            case GZIP -> gunzip(source, start, length, target, at, size);
            default -> throw new DamagedException("codec " + codec.name() + " is not supported");
        };
        if (written != size) {
            throw new DamagedException("a page of another size than its header says");
        }
    }

    private static int copy(byte[] source, int start, int length, byte[] target, int at) {
        System.arraycopy(source, start, target, at, length);
        return length;
    }

    private static int gunzip(byte[] source, int start, int length, byte[] target, int at, int size)
            throws IOException {
        if (length == 0) {
            return 0;
        }
        try (InputStream stream = new GZIPInputStream(new ByteArrayInputStream(source, start, length), 8192)) {
            return stream.readNBytes(target, at, size);
        }
    }
}

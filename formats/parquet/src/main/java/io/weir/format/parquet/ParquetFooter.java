package io.weir.format.parquet;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;

/** Reads what stands at the end of a file: its schema, and where its columns are. */
final class ParquetFooter {
    static final byte[] MAGIC = {'P', 'A', 'R', '1'};
    private static final String ENCRYPTED = "PARE";
    private static final int TAIL_BYTES = 8;

    private ParquetFooter() {}

    static FileMetaData read(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size == 0) {
                throw wrong(file, "is empty, and not even an empty table in parquet is", null);
            }
            String start = size < MAGIC.length ? "" : text(read(channel, 0, MAGIC.length));
            if (!start.equals("PAR1") && !start.equals(ENCRYPTED)) {
                throw wrong(file, "is no parquet file: it does not begin with PAR1", null);
            }
            if (size < MAGIC.length + TAIL_BYTES) {
                throw cutShort(file);
            }
            ByteBuffer tail = read(channel, size - TAIL_BYTES, TAIL_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            int length = tail.getInt();
            String end = text(tail.slice());
            if (end.equals(ENCRYPTED)) {
                throw wrong(file, "is encrypted, which is not supported", null);
            }
            if (!end.equals("PAR1") || length <= 0 || length > size - TAIL_BYTES - MAGIC.length) {
                throw cutShort(file);
            }
            byte[] footer = new byte[length];
            read(channel, size - TAIL_BYTES - length, length).get(footer);
            FileMetaData metadata = Util.readFileMetaData(new ByteArrayInputStream(footer));
            if (metadata.isSetEncryption_algorithm()) {
                throw wrong(file, "is encrypted, which is not supported", null);
            }
            return metadata;
        } catch (NoSuchFileException e) {
            throw new WeirException(ErrorCode.IO_NOT_FOUND, "is no longer there", "file " + file, "", e);
        } catch (AccessDeniedException e) {
            throw new WeirException(
                    ErrorCode.IO_DENIED, "cannot be read: permission denied", "file " + file, "Give access to it", e);
        } catch (IOException | IllegalArgumentException e) {
            throw wrong(file, "has a damaged end: " + e.getMessage(), e);
        }
    }

    private static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, position + bytes.position()) < 0) {
                throw new IOException("it was shortened while it was being read");
            }
        }
        return bytes.flip();
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.ISO_8859_1.decode(bytes.duplicate()).toString();
    }

    private static WeirException cutShort(Path file) {
        return new WeirException(
                ErrorCode.IO_FAILED,
                "is cut short: it begins as a parquet file, but its end is missing",
                "file " + file,
                "Its writer has failed or is still at work: write it elsewhere, and move it here when it is complete",
                null);
    }

    private static WeirException wrong(Path file, String what, @Nullable Exception cause) {
        return new WeirException(
                ErrorCode.IO_FAILED,
                what,
                "file " + file,
                "Remove it from the table's folder, or choose files with 'source.path.regex-pattern'",
                cause);
    }
}

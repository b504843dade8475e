package io.weir.connector.files;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Opens files as streams of what is in them, decompressed, from anywhere on. */
final class FileStreams {
    private FileStreams() {}

    /** A file as it was listed: no less of it and, if it is limited, no more. */
    private static final class ListedBytes extends InputStream {
        private final SourceFile file;
        private final FileChannel channel;
        private final InputStream stream;
        private final boolean isLimited;
        private long left;

        ListedBytes(SourceFile file, FileChannel channel, boolean isLimited) throws IOException {
            this.file = file;
            this.channel = channel;
            this.isLimited = isLimited;
            stream = Channels.newInputStream(channel);
            left = file.bytes() - channel.position();
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int start, int length) throws IOException {
            if (left <= 0 && isLimited) {
                return -1;
            }
            int read = stream.read(into, start, isLimited ? (int) Math.min(length, left) : length);
            if (read < 0 && left > 0) {
                throw FileErrors.shortened(file, channel.size());
            }
            left -= Math.max(0, read);
            return read;
        }

        @Override
        public void close() throws IOException {
            stream.close();
        }
    }

    /**
     * Opens a file at a byte of what is in it.
     *
     * @param isLimited true if what was appended to it since it was listed is not to be read
     */
    static InputStream open(SourceFile file, long position, boolean isLimited) throws IOException {
        Path path = file.path();
        Compression compression = Compression.of(file);
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            if (compression == Compression.NONE) {
                return new ListedBytes(file, channel.position(position), isLimited);
            }
            InputStream stream = Channels.newInputStream(channel);
            if (file.bytes() == 0) {
                return stream;
            }
            InputStream decompressed = compression.decompress(stream);
            decompressed.skipNBytes(position);
            return decompressed;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Opens a file where it was cut; the byte at which the stream begins is that of the first record to be read. */
    static At openAt(FileCut cut, boolean isLimited) throws IOException {
        if (cut.isAtRecord() || cut.position() == 0) {
            return new At(open(cut.file(), cut.position(), isLimited), cut.position());
        }
        // The byte before tells whether a record begins here.
        long position = cut.position() - 1;
        InputStream stream = new BufferedInputStream(open(cut.file(), position, isLimited));
        int read = stream.read();
        position++;
        while (read >= 0 && read != '\n') {
            read = stream.read();
            position++;
        }
        return new At(stream, position);
    }

    /** A stream that begins at a byte of a file. */
    record At(InputStream stream, long position) {}
}

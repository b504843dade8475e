package io.weir.connector.files;

import io.weir.columnar.Batch;
import io.weir.engine.spi.ByteSink;
import io.weir.engine.spi.Encoder;
import io.weir.engine.spi.FileEncoder;
import java.io.IOException;
import java.io.OutputStream;

/** Writes files of records, one per line. */
final class LineFileEncoder implements FileEncoder {
    private static final int WRITE_BYTES = 128 * 1024;

    private final Encoder encoder;

    LineFileEncoder(Encoder encoder) {
        this.encoder = encoder;
    }

    @Override
    public OpenFile begin(OutputStream stream) {
        return new LineFile(stream);
    }

    private final class LineFile implements OpenFile {
        private final OutputStream stream;
        private final ByteSink buffer = new ByteSink();
        private long bytesOut;

        LineFile(OutputStream stream) {
            this.stream = stream;
            encoder.encodeHeader(buffer);
        }

        @Override
        public int write(Batch batch, int[] positions, int from, int to, long bytesMax) throws IOException {
            for (int i = from; i < to; i++) {
                encoder.encode(batch, positions[i], buffer);
                buffer.append((byte) '\n');
                if (bytes() >= bytesMax) {
                    return i + 1;
                }
                if (buffer.length() >= WRITE_BYTES) {
                    flush();
                }
            }
            return to;
        }

        @Override
        public long bytes() {
            return bytesOut + buffer.length();
        }

        @Override
        public void flush() throws IOException {
            stream.write(buffer.bytes(), 0, buffer.length());
            bytesOut += buffer.length();
            buffer.clear();
        }

        @Override
        public void finish() throws IOException {
            flush();
        }
    }
}

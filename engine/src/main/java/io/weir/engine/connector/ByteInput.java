package io.weir.engine.connector;

import java.io.IOException;
import java.io.InputStream;

/** A stream of bytes that can say whether reading would wait. */
public interface ByteInput extends AutoCloseable {
    /** Reads at least one byte, waiting for it if need be; -1 at the end. */
    int read(byte[] into, int start, int length) throws IOException;

    /** True if a read would not have to wait long; false if unknown. */
    boolean isReady() throws IOException;

    @Override
    void close() throws IOException;

    /** A file or another input that is there as a whole: reading never waits for somebody to write. */
    static ByteInput of(InputStream stream) {
        return new ByteInput() {
            @Override
            public int read(byte[] into, int start, int length) throws IOException {
                return stream.read(into, start, length);
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void close() throws IOException {
                stream.close();
            }
        };
    }

    /** A pipe or a terminal, whose writer may pause. */
    static ByteInput live(InputStream stream) {
        return new ByteInput() {
            @Override
            public int read(byte[] into, int start, int length) throws IOException {
                return stream.read(into, start, length);
            }

            @Override
            public boolean isReady() throws IOException {
                return stream.available() > 0;
            }

            @Override
            public void close() throws IOException {
                stream.close();
            }
        };
    }
}

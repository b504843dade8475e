package io.weir.connector.console;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.PrintStream;

/** Writes whole lines to a stream that others write to as well. */
final class LineOutput {
    private static final int UNCHECKED_BYTES_MAX = 64 * 1024;

    private final PrintStream stream;
    private final String name;
    /** Bytes written since it was last seen that the stream takes them. */
    private int uncheckedBytes;

    LineOutput(PrintStream stream, String name) {
        this.stream = stream;
        this.name = name;
    }

    /** Writes the bytes at once; nobody else's come between them. */
    void write(byte[] bytes, int start, int length) {
        synchronized (stream) {
            stream.write(bytes, start, length);
            uncheckedBytes += length;
            if (uncheckedBytes >= UNCHECKED_BYTES_MAX) {
                flush();
            }
        }
    }

    /** Hands over what the stream has buffered. */
    void flush() {
        synchronized (stream) {
            uncheckedBytes = 0;
            if (stream.checkError()) {
                throw new WeirException(ErrorCode.IO_DENIED, name + " was closed by its reader, or cannot be written");
            }
        }
    }
}

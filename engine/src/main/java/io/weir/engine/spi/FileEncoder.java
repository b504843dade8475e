package io.weir.engine.spi;

import io.weir.columnar.Batch;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes files in a format that lays out whole files instead of records, such as parquet. Made for one writer of a
 * sink, which may have several files open.
 */
public interface FileEncoder {
    /** Begins a file; whoever opened the stream closes it. */
    OpenFile begin(OutputStream stream) throws IOException;

    /** A file that is being written. */
    interface OpenFile {
        /**
         * Writes the rows at positions[from, to) of the batch, until the file has reached a size.
         *
         * @return the index behind the last row that was written
         */
        int write(Batch batch, int[] positions, int from, int to, long bytesMax) throws IOException;

        /** The size of the file, as far as it can be told before it is complete. */
        long bytes();

        /** Hands to the stream what need not be kept; the file is not complete. */
        void flush() throws IOException;

        /** Completes the file. */
        void finish() throws IOException;
    }
}

package io.weir.connector.files;

import io.weir.engine.spi.Decoder;
import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceReader;
import io.weir.engine.spi.SourceRequest;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * The files of a table as one ordered sequence of chunks, each of which becomes one batch. Readers take the next chunk
 * whenever they are done with one, so that a slow reader holds nobody up.
 */
final class FilesSource implements Source {
    private final SourceRequest request;
    private final String format;
    private final FileChunks chunks;
    private final Supplier<Decoder> newDecoder;
    private final AtomicLong rowCount = new AtomicLong();

    FilesSource(SourceRequest request, String format, FileChunks chunks, Supplier<Decoder> newDecoder) {
        this.request = request;
        this.format = format;
        this.chunks = chunks;
        this.newDecoder = newDecoder;
    }

    @Override
    public boolean isBounded() {
        return true;
    }

    @Override
    public boolean isOrdered() {
        return true;
    }

    @Override
    public int splitCount() {
        return 1;
    }

    @Override
    public SourceReader createReader(int instance) {
        return new FilesSourceReader(this, request, format, chunks, newDecoder.get());
    }

    /** Counts rows that were read. Once there are as many as the limit, the chunks handed out so far hold enough. */
    void addRows(int count) {
        if (rowCount.addAndGet(count) >= request.limit()) {
            chunks.stop();
        }
    }

    @Override
    public void close() {
        chunks.close();
    }
}

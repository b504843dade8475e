package io.weir.connector.files;

import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceReader;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * The files of a table as one ordered sequence of chunks, each of which becomes one batch. Readers take the next chunk
 * whenever they are done with one, so that a slow reader holds nobody up.
 */
final class FilesSource implements Source {
    private final boolean isBounded;
    private final long limit;
    private final Function<FilesSource, SourceReader> newReader;
    private final Runnable stop;
    private final Runnable close;
    private final AtomicLong rowCount = new AtomicLong();

    /**
     * Makes a source.
     *
     * @param newReader makes a reader
     * @param stop lets no more be handed out to readers
     */
    FilesSource(
            boolean isBounded,
            long limit,
            Function<FilesSource, SourceReader> newReader,
            Runnable stop,
            Runnable close) {
        this.isBounded = isBounded;
        this.limit = limit;
        this.newReader = newReader;
        this.stop = stop;
        this.close = close;
    }

    @Override
    public boolean isBounded() {
        return isBounded;
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
        return newReader.apply(this);
    }

    /** Counts rows that were read. Once there are as many as the limit, the chunks handed out so far hold enough. */
    void addRows(int count) {
        if (rowCount.addAndGet(count) >= limit) {
            stop.run();
        }
    }

    @Override
    public void close() {
        close.run();
    }
}

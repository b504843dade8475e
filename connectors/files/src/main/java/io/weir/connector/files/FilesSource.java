package io.weir.connector.files;

import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceReader;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * The files of a table as one ordered sequence of chunks, each of which becomes one batch. Readers take the next chunk
 * whenever they are done with one, so that a slow reader holds nobody up. A position is the first chunk that was not
 * taken, and what is left of the files.
 */
final class FilesSource implements Source {
    private static final String POSITION = "0";

    private final boolean isBounded;
    private final boolean isLaidOut;
    private final long limit;
    private final Function<Optional<FilesPosition>, FileFeed> newFeed;
    private final FilesPositionCodec codec;
    private final AtomicLong rowCount = new AtomicLong();
    private volatile FileFeed feed;

    /**
     * Makes a source.
     *
     * @param isLaidOut whether the format lays out whole files
     * @param newFeed makes what readers take chunks from, from the beginning or from a position on
     */
    FilesSource(
            boolean isBounded,
            boolean isLaidOut,
            long limit,
            FilesPositionCodec codec,
            Function<Optional<FilesPosition>, FileFeed> newFeed) {
        this.isBounded = isBounded;
        this.isLaidOut = isLaidOut;
        this.limit = limit;
        this.codec = codec;
        this.newFeed = newFeed;
        feed = newFeed.apply(Optional.empty());
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
        return feed.newReader().apply(this);
    }

    /** Counts rows that were read. Once there are as many as the limit, the chunks handed out so far hold enough. */
    void addRows(int count) {
        if (rowCount.addAndGet(count) >= limit) {
            feed.stop().run();
        }
    }

    @Override
    public boolean isReplayable() {
        return true;
    }

    @Override
    public synchronized void restore(Map<String, byte[]> positions) {
        byte[] position = positions.get(POSITION);
        if (position == null) {
            throw new IllegalArgumentException("no position of files among " + positions.keySet());
        }
        FilesPositionCodec.Decoded decoded = codec.decode(position);
        RestoredFiles.check(decoded.position(), isLaidOut);
        rowCount.set(decoded.rowCount());
        feed.close().run();
        FileFeed restored = newFeed.apply(Optional.of(decoded.position()));
        feed = restored;
        if (decoded.rowCount() >= limit) {
            restored.stop().run();
        }
    }

    /** Where all readers go on; asked while none polls. */
    synchronized Map<String, byte[]> positions() {
        return Map.of(POSITION, codec.encode(feed.position().get(), rowCount.get()));
    }

    @Override
    public synchronized void close() {
        feed.close().run();
    }
}

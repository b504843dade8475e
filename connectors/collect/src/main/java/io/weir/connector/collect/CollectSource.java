package io.weir.connector.collect;

import io.weir.engine.spi.Decoder;
import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceReader;
import io.weir.engine.spi.SourceRequest;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a log, as one stream in the order of their arrival, read by the first reader; the others have nothing to
 * do.
 *
 * <p>What an epoch holds is acknowledged when it is committed, and only then deleted.
 */
final class CollectSource implements Source {
    static final String POSITION = "0";

    private final SourceRequest request;
    private final CollectOptions options;
    private final Decoder decoder;
    private Optional<CollectPosition> restored = Optional.empty();
    private volatile @Nullable CollectLog log;
    private volatile CollectLog.@Nullable Cursor cursor;

    CollectSource(SourceRequest request, CollectOptions options, Decoder decoder) {
        this.request = request;
        this.options = options;
        this.decoder = decoder;
    }

    @Override
    public boolean isBounded() {
        return options.isBounded();
    }

    @Override
    public boolean isOrdered() {
        return false;
    }

    @Override
    public int splitCount() {
        return 1;
    }

    @Override
    public boolean isReplayable() {
        return true;
    }

    @Override
    public void restore(Map<String, byte[]> positions) {
        byte[] saved = positions.get(POSITION);
        if (saved != null) {
            restored = Optional.of(CollectPosition.of(saved));
            // Now and not with the first reader, so that what is missing is said before anything runs.
            open();
        }
    }

    private CollectLog open() {
        CollectLog opened = log;
        if (opened == null) {
            opened = CollectLogs.acquire(options.folder(), options.limits(), request.clock());
            log = opened;
        }
        if (cursor == null) {
            cursor = opened.read(restored);
        }
        return opened;
    }

    @Override
    public void acknowledge(Map<String, byte[]> positions) {
        byte[] saved = positions.get(POSITION);
        CollectLog opened = log;
        CollectLog.Cursor reading = cursor;
        if (saved != null && opened != null && reading != null) {
            opened.acknowledge(reading.reader(), CollectPosition.of(saved).offset());
        }
    }

    @Override
    public SourceReader createReader(int instance) {
        if (instance > 0) {
            return new NothingReader(options.isBounded());
        }
        CollectLog opened = open();
        CollectLog.Cursor reading = Objects.requireNonNull(cursor);
        return new CollectSourceReader(request, options, decoder, opened, reading);
    }

    @Override
    public void close() {
        CollectLog opened = log;
        CollectLog.Cursor reading = cursor;
        log = null;
        cursor = null;
        if (opened != null) {
            try {
                if (reading != null) {
                    opened.end(reading.reader());
                }
            } finally {
                CollectLogs.release(opened);
            }
        }
    }
}

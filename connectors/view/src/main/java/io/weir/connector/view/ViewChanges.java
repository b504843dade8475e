package io.weir.connector.view;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One subscriber's way through the versions of a view; for one thread. It holds nothing up: a subscriber that is too
 * far behind is told to forget what it knows, and given a snapshot.
 */
public final class ViewChanges implements AutoCloseable {
    private static final int SNAPSHOT_ROWS = 1000;
    private static final byte[] INSERTIONS = new byte[0];

    private final View view;
    private final Semaphore news = new Semaphore(0);
    private final Runnable listener = news::release;
    private ViewChangeLog log;
    private long version;
    private boolean isReset;
    /** The rows of a snapshot that are still to be given out. */
    private @Nullable Iterator<Map.Entry<byte[], byte[]>> snapshot;

    ViewChanges(View view, Optional<String> lastId, boolean withSnapshot) {
        this.view = view;
        ViewChangeLog.Position position = view.position();
        log = position.log();
        version = position.contents().freshness().version();
        Optional<Long> known = lastId.flatMap(view::versionOf);
        if (known.isPresent()) {
            version = known.get();
        } else if (lastId.isPresent()) {
            begin(position, true);
        } else if (withSnapshot) {
            begin(position, false);
        }
        view.addListener(listener);
    }

    private void begin(ViewChangeLog.Position position, boolean reset) {
        log = position.log();
        version = position.contents().freshness().version();
        isReset = reset;
        snapshot = position.contents().rows().entrySet().iterator();
    }

    /** What is next, if anything is; never waits. */
    public Optional<ViewChangeSet> poll() {
        if (isReset) {
            isReset = false;
            return Optional.of(new ViewChangeSet(
                    ViewChangeSet.Kind.RESET, log.noId(), version, view.codec(), INSERTIONS, new byte[0][]));
        }
        if (snapshot != null) {
            return Optional.of(nextOfSnapshot(snapshot));
        }
        ViewChangeLog.Position position = view.position();
        if (position.log() == log) {
            if (position.contents().freshness().version() == version) {
                return Optional.empty();
            }
            Optional<ViewChangeSet> next = view.changesAfter(log, version);
            if (next.isPresent()) {
                version = next.get().version();
                return next;
            }
        }
        begin(view.position(), true);
        return poll();
    }

    private ViewChangeSet nextOfSnapshot(Iterator<Map.Entry<byte[], byte[]>> rows) {
        List<byte[]> some = new ArrayList<>();
        while (rows.hasNext() && some.size() < SNAPSHOT_ROWS) {
            some.add(rows.next().getValue());
        }
        boolean isLast = !rows.hasNext();
        if (isLast) {
            snapshot = null;
        }
        return new ViewChangeSet(
                ViewChangeSet.Kind.SNAPSHOT,
                isLast ? log.id(version) : log.noId(),
                version,
                view.codec(),
                INSERTIONS,
                some.toArray(byte[][]::new));
    }

    /**
     * What is next, waiting for it if need be.
     *
     * @return empty if nothing came in this time
     */
    public Optional<ViewChangeSet> await(long millis) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (true) {
            news.drainPermits();
            Optional<ViewChangeSet> next = poll();
            long left = end - System.nanoTime();
            if (next.isPresent() || left <= 0 || !news.tryAcquire(left, TimeUnit.NANOSECONDS)) {
                return next.isPresent() ? next : poll();
            }
        }
    }

    /** True if nothing will follow: the view is {@link View#isRetired retired}, and all that it had was given out. */
    public boolean hasEnded() {
        return view.isRetired()
                && !isReset
                && snapshot == null
                && view.freshness().version() == version;
    }

    /** Ends the subscription. */
    @Override
    public void close() {
        view.removeListener(listener);
    }
}

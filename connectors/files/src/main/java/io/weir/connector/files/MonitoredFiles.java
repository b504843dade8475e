package io.weir.connector.files;

import io.weir.engine.time.Clock;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The files of a table that is looked at again and again: each path is read once, when it is first seen, as it is then.
 * Files that are found together come in the order of their paths. It never ends.
 */
final class MonitoredFiles implements FileQueue {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final FileListing listing;
    private final long intervalNanos;
    private final Clock clock;
    private final Set<Path> seen = new HashSet<>();
    private final Deque<SourceFile> found = new ArrayDeque<>();
    private long nextListingNanos;

    MonitoredFiles(FileListing listing, long intervalMillis, Clock clock) {
        this.listing = listing;
        this.intervalNanos = Math.multiplyExact(intervalMillis, NANOS_PER_MILLI);
        this.clock = clock;
        nextListingNanos = clock.nanoTime();
    }

    @Override
    public @Nullable SourceFile next() {
        if (found.isEmpty() && clock.nanoTime() - nextListingNanos >= 0) {
            for (SourceFile file : listing.list()) {
                if (seen.add(file.path())) {
                    found.add(file);
                }
            }
            nextListingNanos = clock.nanoTime() + intervalNanos;
        }
        return found.poll();
    }

    /** Goes on with what was found and not read, and knows what was seen. */
    void restore(FilesPosition position) {
        found.addAll(position.waiting());
        seen.addAll(position.seen());
    }

    @Override
    public List<SourceFile> waiting() {
        return List.copyOf(found);
    }

    @Override
    public Collection<Path> seen() {
        return seen;
    }

    @Override
    public boolean hasEnded() {
        return false;
    }
}

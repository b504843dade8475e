package io.weir.flink.replay;

import java.util.HashMap;
import java.util.Map;

/**
 * Holds the watermarks of a reader until all its partitions have been replayed. Reader and watermarks are made apart
 * from each other, but on one thread, the task's.
 */
final class ReplayGate {
    private static final ThreadLocal<Map<String, ReplayGate>> OF_THREAD = ThreadLocal.withInitial(HashMap::new);

    private boolean isOpen;

    private ReplayGate() {}

    /** A new gate for the reader of a source on this thread. */
    static ReplayGate closed(String source) {
        ReplayGate gate = new ReplayGate();
        OF_THREAD.get().put(source, gate);
        return gate;
    }

    /** The gate of the source's reader on this thread. */
    static ReplayGate of(String source) {
        return OF_THREAD.get().computeIfAbsent(source, unused -> new ReplayGate());
    }

    boolean isOpen() {
        return isOpen;
    }

    void open() {
        isOpen = true;
    }
}

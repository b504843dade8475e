package io.weir.connector.collect;

import io.weir.engine.time.Clock;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The logs that are open in this process: one object for each folder, shared by those who append and those who read,
 * and closed with the last of them. For the process and not for a run, because a file has one writer.
 */
public final class CollectLogs {
    private static final Map<Path, Shared> OPEN = new HashMap<>();

    private static final class Shared {
        private final CollectLog log;
        private int users;

        Shared(CollectLog log) {
            this.log = log;
        }
    }

    private CollectLogs() {}

    /**
     * The log in this folder, made if it is not there; to be given back with {@link #release}. Limits are those of who
     * came first.
     *
     * @throws io.weir.plan.WeirException if it cannot be opened, or another process has it
     */
    public static CollectLog acquire(Path folder, CollectLimits limits, Clock clock) {
        Path key = folder.toAbsolutePath().normalize();
        synchronized (OPEN) {
            Shared shared = OPEN.get(key);
            if (shared == null) {
                shared = new Shared(CollectLog.open(key, limits, clock));
                OPEN.put(key, shared);
            }
            shared.users++;
            return shared.log;
        }
    }

    /** Gives back what {@link #acquire} gave. */
    public static void release(CollectLog log) {
        synchronized (OPEN) {
            Shared shared = OPEN.get(log.folder());
            if (shared != null && shared.log == log && --shared.users == 0) {
                OPEN.remove(log.folder());
                log.close();
            }
        }
    }
}

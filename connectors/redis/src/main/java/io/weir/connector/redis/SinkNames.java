package io.weir.connector.redis;

import io.weir.engine.spi.EpochContext;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * The names of the sinks of a run, so that two that write to one table have two markers. The sinks are made one after
 * the other and do not know of each other, but all are handed the run's one {@link EpochContext}.
 */
final class SinkNames {
    private static final IdentityHashMap<EpochContext, Set<String>> RUNS = new IdentityHashMap<>();

    private SinkNames() {}

    /** A name that no other sink of the run has; the same from run to run. */
    static String take(EpochContext run, String table) {
        synchronized (RUNS) {
            Set<String> names = RUNS.computeIfAbsent(run, made -> new HashSet<>());
            String name = table;
            for (int i = 2; !names.add(name); i++) {
                name = table + " " + i;
            }
            return name;
        }
    }

    static void giveBack(EpochContext run, String name) {
        synchronized (RUNS) {
            Set<String> names = RUNS.get(run);
            if (names != null && names.remove(name) && names.isEmpty()) {
                RUNS.remove(run);
            }
        }
    }
}

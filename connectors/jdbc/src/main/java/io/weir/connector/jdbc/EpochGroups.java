package io.weir.connector.jdbc;

import io.weir.engine.spi.EpochContext;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Finds the group of a sink: the sinks of a run are made one after the other and do not know of each other, but all are
 * handed the run's one {@link EpochContext}.
 */
final class EpochGroups {
    private static final IdentityHashMap<EpochContext, Run> RUNS = new IdentityHashMap<>();

    private static final class Run {
        private final Map<String, EpochGroup> groups = new HashMap<>();
        /** The names of all sinks, so that two that write to one table have two. */
        private final Set<String> sinks = new HashSet<>();
    }

    /**
     * A sink's place in its group.
     *
     * @param run the run, by the object that all its sinks are handed
     * @param database the group's name in the run
     */
    record Seat(EpochContext run, String database, EpochGroup group, EpochGroup.Member member)
            implements AutoCloseable {
        @Override
        public void close() {
            synchronized (RUNS) {
                Run current = RUNS.get(run);
                if (current == null || !current.sinks.remove(member.sink())) {
                    return;
                }
                boolean isEmpty = true;
                try {
                    isEmpty = group.leave(member);
                } finally {
                    if (isEmpty) {
                        current.groups.remove(database);
                    }
                    if (current.sinks.isEmpty()) {
                        RUNS.remove(run);
                    }
                }
            }
        }
    }

    private EpochGroups() {}

    static Seat join(EpochContext run, SinkOptions options, EpochOptions epochOptions, TargetTable target) {
        JdbcTable table = options.table();
        String database = table.username().orElse("") + " " + table.url();
        synchronized (RUNS) {
            Run current = RUNS.computeIfAbsent(run, made -> new Run());
            EpochGroup group = current.groups.computeIfAbsent(
                    database,
                    made -> new EpochGroup(
                            new EpochTable(table, epochOptions, run.pipeline()),
                            new JdbcSession(table, options.retriesMax()),
                            owner()));
            String sink = target.quotedName();
            for (int i = 2; !current.sinks.add(sink); i++) {
                sink = target.quotedName() + " " + i;
            }
            return new Seat(run, database, group, group.join(sink, new TableWriter(table, target)));
        }
    }

    /** Who we are, for the message to whom is taken over. */
    private static String owner() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "an unknown host";
        }
        return "process " + ProcessHandle.current().pid() + " on " + host;
    }
}

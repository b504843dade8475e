package io.weir.connector.redis;

import io.weir.engine.spi.EpochContext;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkGuarantee;
import io.weir.engine.spi.SinkWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Lists in which the rows of an epoch show together, once: they travel in its manifest, and {@link #commit} pushes them
 * in one step that also moves the {@link EpochMarker}.
 */
final class RedisEpochSink implements Sink {
    /** The lists of one epoch: Redis takes a million arguments in a command, and each list needs three. */
    private static final int LISTS_MAX = 300_000;

    private final RedisTable table;
    private final EpochContext run;
    private final String name;
    private final int parallelism;
    private final RedisSession session;
    private final EpochMarker marker;
    private boolean isOurs;

    RedisEpochSink(RedisTable table, EpochContext run, int parallelism) {
        this.table = table;
        this.run = run;
        this.parallelism = parallelism;
        name = SinkNames.take(run, table.options().name());
        session = new RedisSession(table.options());
        marker = new EpochMarker(table.options(), session, run.pipeline(), name);
    }

    @Override
    public synchronized SinkWriter createWriter(int instance) {
        if (!isOurs) {
            recover(0, List.of());
        }
        // What all writers have prepared goes into one manifest and one command.
        return new RedisEpochWriter(
                table, marker.epoch(), LISTS_MAX / parallelism, table.options().epochBytesMax() / parallelism);
    }

    @Override
    public SinkGuarantee guarantee() {
        return SinkGuarantee.EXACTLY_ONCE;
    }

    @Override
    public synchronized boolean recover(long epoch, List<byte[]> prepared) {
        marker.recover(epoch, pushes(prepared), owner());
        isOurs = true;
        return true;
    }

    @Override
    public synchronized void commit(long epoch, List<byte[]> prepared) {
        marker.commit(epoch, pushes(prepared));
    }

    private List<PreparedPushes> pushes(List<byte[]> prepared) {
        return prepared.stream()
                .map(bytes -> PreparedPushes.of(bytes, table.options()))
                .toList();
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

    @Override
    public void close() {
        // Without the lock, which a commit that waits for Redis holds.
        session.abandon();
        SinkNames.giveBack(run, name);
    }
}

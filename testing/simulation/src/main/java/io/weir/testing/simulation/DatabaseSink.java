package io.weir.testing.simulation;

import io.weir.engine.spi.SinkRequest;
import io.weir.engine.spi.SinkWriter;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Applies the changes of an epoch, which it hands over with the manifest, and a marker in one transaction. */
final class DatabaseSink extends SimulatedSink {
    private static final String GONE = "";

    private long owner;

    DatabaseSink(World world, SimulatedProcess process, String name, SinkRequest request) {
        super(world, process, name, request);
    }

    @Override
    public boolean recover(long epoch, List<byte[]> prepared) {
        reporting(() -> {
            process.attempt("takes over " + name, () -> owner = world.database().takeOver(name));
            return true;
        });
        long marker = world.database().marker(name);
        if (marker > epoch) {
            throw new WeirException(
                    ErrorCode.STATE_MISFIT, "epoch " + marker + " is applied already, not " + epoch, name, "", null);
        }
        if (epoch > 0 && world.mutation() != Mutation.NOT_COMMITTED_AGAIN) {
            commit(epoch, prepared);
        }
        return true;
    }

    @Override
    public void commit(long epoch, List<byte[]> prepared) {
        List<String[]> changes = new ArrayList<>();
        for (byte[] bytes : prepared) {
            for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n")) {
                int tab = line.indexOf('\t');
                changes.add(new String[] {line.substring(0, tab), line.substring(tab + 1)});
            }
        }
        reporting(() -> {
            process.attempt("applies " + epoch + " to " + name, () -> {
                if (world.database().apply(name, owner, epoch, changes)) {
                    world.onVisible(process, name, epoch);
                }
            });
            return true;
        });
    }

    @Override
    public SinkWriter createWriter(int instance) {
        return new DatabaseWriter(instance);
    }

    private final class DatabaseWriter extends Writer {
        private final List<String> lines = new ArrayList<>();

        private DatabaseWriter(int instance) {
            super(instance);
        }

        @Override
        void take(List<Change> changes) {
            for (Change change : changes) {
                lines.add(change.key() + "\t" + (change.isDeletion() ? GONE : change.row()));
            }
        }

        @Override
        byte[] hand(long epoch) {
            byte[] bytes = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
            lines.clear();
            return bytes;
        }
    }
}

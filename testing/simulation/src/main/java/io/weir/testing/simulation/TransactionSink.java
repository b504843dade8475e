package io.weir.testing.simulation;

import io.weir.engine.spi.SinkRequest;
import io.weir.engine.spi.SinkWriter;
import java.util.List;

/** Writes to the broker, in transactions that are gone with the process: it decides which epoch counts. */
final class TransactionSink extends SimulatedSink {
    TransactionSink(World world, SimulatedProcess process, String name, SinkRequest request) {
        super(world, process, name, request);
    }

    @Override
    public boolean isDeciding() {
        return true;
    }

    @Override
    public boolean recover(long epoch, List<byte[]> prepared) {
        return reporting(() -> process.transactions().recover(epoch));
    }

    @Override
    public void commit(long epoch, List<byte[]> prepared) {
        reporting(() -> {
            process.transactions().commit(epoch);
            return true;
        });
    }

    @Override
    public SinkWriter createWriter(int instance) {
        return new TransactionWriter(instance);
    }

    private final class TransactionWriter extends Writer {
        private int turn;

        private TransactionWriter(int instance) {
            super(instance);
        }

        @Override
        void take(List<Change> changes) throws Fault {
            process.transactions()
                    .send(turn, name, changes.stream().map(Change::row).toList());
        }

        @Override
        byte[] hand(long epoch) {
            turn++;
            return new byte[0];
        }
    }
}

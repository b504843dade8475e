package io.weir.testing.simulation;

import io.weir.columnar.Batch;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkGuarantee;
import io.weir.engine.spi.SinkRequest;
import io.weir.engine.spi.SinkWriter;
import io.weir.engine.type.RowConverter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.jspecify.annotations.Nullable;

/** What the sinks of the simulation have in common: rows become texts, and the target sometimes takes none. */
abstract class SimulatedSink implements Sink {
    final World world;
    final SimulatedProcess process;
    final String name;
    final SinkRequest request;

    SimulatedSink(World world, SimulatedProcess process, String name, SinkRequest request) {
        this.world = world;
        this.process = process;
        this.name = name;
        this.request = request;
    }

    /** An operation of the sink as a whole. */
    @FunctionalInterface
    interface Operation<T> {
        T run() throws Fault;
    }

    final <T> T reporting(Operation<T> operation) {
        try {
            return operation.run();
        } catch (Fault e) {
            throw e.reported(name);
        }
    }

    @Override
    public SinkGuarantee guarantee() {
        return SinkGuarantee.EXACTLY_ONCE;
    }

    @Override
    public void close() {}

    /** A change as a target takes it. */
    record Change(String key, String row, boolean isDeletion) {}

    /** Turns batches into changes. */
    abstract class Writer implements SinkWriter {
        final int instance;
        private final RowConverter converter = new RowConverter(request.type());
        private long stalledUntilMillis;
        private long watermark = Long.MIN_VALUE;

        Writer(int instance) {
            this.instance = instance;
        }

        abstract void take(List<Change> changes) throws Fault;

        abstract byte[] hand(long epoch) throws Fault;

        /** True if the target takes nothing right now. */
        private boolean isStalled() {
            long now = world.clock().currentTimeMillis();
            if (world.dice().oneIn(world.faults().stalls())) {
                stalledUntilMillis = now + world.dice().below(3000);
            }
            return now < stalledUntilMillis;
        }

        @Override
        public boolean write(Batch batch) {
            process.checkAlive();
            if (isStalled()) {
                return false;
            }
            List<Change> changes = new ArrayList<>();
            for (int i = 0; i < batch.rowCount(); i++) {
                Row row = converter.toRow(batch, i);
                boolean isDeletion = row.getKind() == RowKind.DELETE || row.getKind() == RowKind.UPDATE_BEFORE;
                changes.add(new Change(key(row), text(row), isDeletion));
            }
            return reporting(() -> {
                take(changes);
                return true;
            });
        }

        private String key(Row row) {
            StringBuilder key = new StringBuilder();
            for (int column : request.primaryKey()) {
                key.append(row.getField(column)).append('|');
            }
            return key.toString();
        }

        private static String text(Row row) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < row.getArity(); i++) {
                @Nullable Object value = row.getField(i);
                text.append(i == 0 ? "" : ",").append(value);
            }
            return text.toString();
        }

        @Override
        public Optional<byte[]> prepare(long epoch) {
            process.checkAlive();
            if (isStalled()) {
                return Optional.empty();
            }
            return reporting(() -> Optional.of(hand(epoch)));
        }

        @Override
        public void onWatermark(long to) {
            if (to < watermark) {
                throw new Violation("WatermarkNeverRegresses", name + " from " + watermark + " to " + to);
            }
            watermark = to;
        }

        @Override
        public void flush() {}

        @Override
        public void finish() {}

        @Override
        public void close() {}
    }
}

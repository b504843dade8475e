package io.weir.connector.view;

import io.weir.columnar.Batch;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkGuarantee;
import io.weir.engine.spi.SinkWriter;
import io.weir.engine.state.KeyGroups;
import io.weir.engine.state.StateInput;
import io.weir.engine.state.StateOutput;
import io.weir.engine.state.StateTable;
import io.weir.engine.state.StateWriter;
import io.weir.engine.state.StatefulSinkWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Stands for the engine and its storage: saves the tables of a view's writers with each epoch, and restores them. */
final class SavedEpochs {
    /** By epoch, for each instance what its table holds. */
    private final Map<Long, List<Part>> epochs = new ConcurrentHashMap<>();

    private record Entry(int hash, byte[] value) {}

    /** The table of one instance. */
    private static final class Part {
        private final TreeMap<byte[], Entry> entries = new TreeMap<>(Arrays::compareUnsigned);
    }

    /** A sink whose writers are saved and restored as the engine does it. */
    Sink around(Sink sink, int parallelism) {
        return new SavingSink(sink, parallelism);
    }

    /** The number of entries that an epoch has saved. */
    int entryCount(long epoch) {
        return epochs.get(epoch).stream().mapToInt(part -> part.entries.size()).sum();
    }

    private final class SavingSink implements Sink {
        private final Sink sink;
        private final int parallelism;
        private final List<Part> parts = new ArrayList<>();
        private final Map<Long, List<Part>> savedByThis = new HashMap<>();
        private List<Part> from = List.of();

        SavingSink(Sink sink, int parallelism) {
            this.sink = sink;
            this.parallelism = parallelism;
            for (int i = 0; i < parallelism; i++) {
                parts.add(new Part());
            }
        }

        @Override
        public boolean recover(long epoch, List<byte[]> prepared) {
            from = epoch == 0 ? List.of() : epochs.get(epoch);
            return sink.recover(epoch, prepared);
        }

        @Override
        public SinkWriter createWriter(int instance) {
            StatefulSinkWriter writer = (StatefulSinkWriter) sink.createWriter(instance);
            StateTable table = writer.stateTables().get(0);
            if (!from.isEmpty()) {
                restore(instance, table);
                writer.onRestored();
            }
            table.startTracking();
            return new SavingWriter(writer, table, instance);
        }

        private void restore(int instance, StateTable table) {
            boolean isSame = from.size() == parallelism;
            if (isSame) {
                table.startTracking();
            }
            for (Part part : isSame ? List.of(from.get(instance)) : from) {
                part.entries.forEach((key, entry) -> {
                    if (isSame || KeyGroups.owner(KeyGroups.ofHash(entry.hash()), parallelism) == instance) {
                        table.read(new StateInput(key), new StateInput(entry.value()));
                        if (isSame) {
                            parts.get(instance).entries.put(key, entry);
                        }
                    }
                });
            }
        }

        private void save(long epoch, int instance, StateTable table) {
            table.writeChanges(new PartWriter(parts.get(instance)));
            Part copy = new Part();
            copy.entries.putAll(parts.get(instance).entries);
            synchronized (savedByThis) {
                List<Part> saved = savedByThis.computeIfAbsent(epoch, unused -> new ArrayList<>());
                saved.add(copy);
                // In place of what a run has left that did not get so far.
                epochs.put(epoch, saved);
            }
        }

        @Override
        public void commit(long epoch, List<byte[]> prepared) {
            sink.commit(epoch, prepared);
        }

        @Override
        public SinkGuarantee guarantee() {
            return sink.guarantee();
        }

        @Override
        public void close() {
            sink.close();
        }

        /** Saves behind each preparation, instance by instance in their order. */
        private final class SavingWriter implements SinkWriter {
            private final SinkWriter writer;
            private final StateTable table;
            private final int instance;

            SavingWriter(SinkWriter writer, StateTable table, int instance) {
                this.writer = writer;
                this.table = table;
                this.instance = instance;
            }

            @Override
            public boolean write(Batch batch) {
                return writer.write(batch);
            }

            @Override
            public void flush() {
                writer.flush();
            }

            @Override
            public long flushTimeMillis() {
                return writer.flushTimeMillis();
            }

            @Override
            public Optional<byte[]> prepare(long epoch) {
                Optional<byte[]> prepared = writer.prepare(epoch);
                save(epoch, instance, table);
                return prepared;
            }

            @Override
            public void onWatermark(long watermark) {
                writer.onWatermark(watermark);
            }

            @Override
            public void finish() {
                writer.finish();
            }

            @Override
            public void close() {
                writer.close();
            }
        }
    }

    private static final class PartWriter implements StateWriter {
        private final Part part;
        private final StateOutput key = new StateOutput();
        private final StateOutput value = new StateOutput();
        private int hash;

        PartWriter(Part part) {
            this.part = part;
        }

        @Override
        public void begin(int keyHash) {
            hash = keyHash;
            key.clear();
            value.clear();
        }

        @Override
        public void beginForAll() {
            throw new AssertionError("a view has nothing for all instances");
        }

        @Override
        public StateOutput key() {
            return key;
        }

        @Override
        public StateOutput value() {
            return value;
        }

        @Override
        public void end() {
            part.entries.put(bytes(key), new Entry(hash, bytes(value)));
        }

        @Override
        public void endRemoved() {
            part.entries.remove(bytes(key));
        }

        private static byte[] bytes(StateOutput output) {
            return Arrays.copyOf(output.bytes(), output.length());
        }
    }
}

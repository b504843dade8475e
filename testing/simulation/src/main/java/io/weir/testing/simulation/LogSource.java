package io.weir.testing.simulation;

import io.weir.columnar.Batch;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.LongColumn;
import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceProgress;
import io.weir.engine.spi.SourceReader;
import io.weir.engine.spi.SourceRequest;
import io.weir.engine.type.Columns;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a topic: its partitions as splits, or all of them in one order, as files are read. */
final class LogSource implements Source {
    private final World world;
    private final SimulatedProcess process;
    private final Topic topic;
    private final SourceRequest request;
    private final boolean isOrdered;
    /** The next row of each partition. */
    private final int[] next;

    private long sequence;

    LogSource(World world, SimulatedProcess process, Topic topic, SourceRequest request, boolean isOrdered) {
        this.world = world;
        this.process = process;
        this.topic = topic;
        this.request = request;
        this.isOrdered = isOrdered;
        next = new int[topic.partitionCount()];
    }

    static byte[] position(long position) {
        return ByteBuffer.allocate(Long.BYTES).putLong(position).array();
    }

    static int position(byte[] bytes) {
        return (int) ByteBuffer.wrap(bytes).getLong();
    }

    @Override
    public boolean isBounded() {
        return false;
    }

    @Override
    public boolean isOrdered() {
        return isOrdered;
    }

    @Override
    public int splitCount() {
        return isOrdered ? 1 : next.length;
    }

    @Override
    public boolean isReplayable() {
        return true;
    }

    @Override
    public String splitName(int split) {
        return isOrdered ? "0" : topic.name() + "-" + split;
    }

    @Override
    public void restore(Map<String, byte[]> positions) {
        for (int split = 0; split < splitCount(); split++) {
            byte[] position = positions.get(splitName(split));
            if (position != null) {
                next[split] = position(position);
            }
        }
        world.log().add(process + " goes on in " + topic.name() + " at " + java.util.Arrays.toString(next));
    }

    @Override
    public void acknowledge(Map<String, byte[]> positions) {
        process.checkAlive();
        world.onAcknowledged(process, topic.name(), positions);
    }

    @Override
    public SourceReader createReader(int instance) {
        return new Reader(instance);
    }

    @Override
    public void close() {}

    private final class Reader implements SourceReader {
        private final int[] splits;
        private final Batch batch;
        private int split;
        private long records;

        private Reader(int instance) {
            List<Integer> own = new ArrayList<>();
            for (int i = 0; i < splitCount(); i++) {
                if (isOrdered || i % request.parallelism() == instance) {
                    own.add(i);
                }
            }
            splits = own.stream().mapToInt(Integer::intValue).toArray();
            batch = Columns.batch(request.rowType(), 8);
        }

        @Override
        public @Nullable Batch poll() {
            process.checkAlive();
            Dice dice = world.dice();
            if (splits.length == 0 || dice.oneIn(3)) {
                return null;
            }
            int from = splits[dice.below(splits.length)];
            long now = world.clock().currentTimeMillis();
            if (dice.oneIn(world.faults().stalls())) {
                topic.stall(from, now + dice.below(10_000));
            }
            List<Topic.Row> rows = topic.partition(from);
            int count = Math.min(rows.size() - next[from], 1 + dice.below(Math.min(request.batchRowsMax(), 6)));
            if (count <= 0 || topic.isStalled(from, now)) {
                return null;
            }
            fill(rows.subList(next[from], next[from] + count));
            world.log()
                    .add(process + " reads " + topic.name() + "-" + from + " from " + next[from] + ", " + count
                            + (world.log().isPrinted() ? " " + rows.subList(next[from], next[from] + count) : ""));
            next[from] += count;
            split = from;
            records += count;
            if (isOrdered) {
                batch.setSequence(sequence++);
            }
            return batch;
        }

        private void fill(List<Topic.Row> rows) {
            batch.reset();
            batch.ensureCapacity(rows.size());
            for (int column = 0; column < request.fields().size(); column++) {
                String name = request.fields().get(column).name();
                for (int i = 0; i < rows.size(); i++) {
                    Topic.Row row = rows.get(i);
                    switch (name) {
                        case "id" -> ((LongColumn) batch.column(column)).set(i, row.id());
                        case "k" -> ((BytesColumn) batch.column(column)).set(i, row.key());
                        case "v" -> ((LongColumn) batch.column(column)).set(i, row.bit());
                        default -> ((LongColumn) batch.column(column)).set(i, row.millis());
                    }
                }
            }
            batch.setRowCount(rows.size());
        }

        @Override
        public int split() {
            return split;
        }

        @Override
        public boolean isFinished() {
            for (int each : splits) {
                if (!isSplitFinished(each)) {
                    return false;
                }
            }
            return world.isDraining();
        }

        @Override
        public boolean isSplitFinished(int of) {
            return world.isDraining() && next[of] >= topic.partition(of).size();
        }

        @Override
        public int[] splits() {
            return splits;
        }

        @Override
        public Map<String, byte[]> positions() {
            Map<String, byte[]> positions = new HashMap<>();
            for (int each : splits) {
                positions.put(
                        splitName(each),
                        position(noted(next[each], topic.partition(each).size())));
            }
            return positions;
        }

        private int noted(int position, int end) {
            return switch (world.mutation()) {
                case POSITION_AHEAD -> Math.min(position + 1, end);
                case POSITION_BEHIND -> Math.max(position - 1, 0);
                default -> position;
            };
        }

        @Override
        public SourceProgress progress() {
            return new SourceProgress(records, 0, -1);
        }

        @Override
        public void close() {}
    }
}

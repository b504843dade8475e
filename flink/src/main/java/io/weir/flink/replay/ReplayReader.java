package io.weir.flink.replay;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.jspecify.annotations.Nullable;

/**
 * Reads partitions of which a part is a replay: drops what lies before it, and opens the gate of the watermarks when
 * the last record of every replay has been given out. Until then a window cannot close, so that no row of the replay is
 * late.
 *
 * <p>Where the last record is one that the format skips, the next epoch's snapshot tells that it is behind.
 */
@SuppressWarnings("try")
final class ReplayReader implements SourceReader<RowData, KafkaPartitionSplit> {
    private final SourceReader<RowData, KafkaPartitionSplit> kafka;
    private final ReplayPositions positions;
    private final ReplayGate gate;
    private final Set<String> splits = new LinkedHashSet<>();
    /** The offset of the last record to replay, of each partition that has not come to it. */
    private final Map<String, Long> replaying = new HashMap<>();

    private @Nullable ReplayOutput output;
    private boolean hasGivenWatermarks;

    ReplayReader(SourceReader<RowData, KafkaPartitionSplit> kafka, ReplayPositions positions, ReplayGate gate) {
        this.kafka = kafka;
        this.positions = positions;
        this.gate = gate;
    }

    @Override
    public void start() {
        kafka.start();
    }

    @Override
    public void addSplits(List<KafkaPartitionSplit> added) {
        for (KafkaPartitionSplit split : added) {
            splits.add(split.splitId());
            Long last = positions.last().get(split.splitId());
            // Splits that a checkpoint brings back may be behind it already.
            if (last != null && split.getStartingOffset() <= last) {
                replaying.put(split.splitId(), last);
            }
        }
        kafka.addSplits(added);
        openWhenReplayed();
    }

    @Override
    public InputStatus pollNext(ReaderOutput<RowData> target) throws Exception {
        ReplayOutput current = output;
        if (current == null || current.target != target) {
            current = new ReplayOutput(target);
            output = current;
        }
        InputStatus status = kafka.pollNext(current);
        openWhenReplayed();
        return status;
    }

    @Override
    public List<KafkaPartitionSplit> snapshotState(long checkpoint) {
        List<KafkaPartitionSplit> states = kafka.snapshotState(checkpoint);
        for (KafkaPartitionSplit state : states) {
            Long last = replaying.get(state.splitId());
            if (last != null && state.getStartingOffset() > last) {
                replaying.remove(state.splitId());
            }
        }
        openWhenReplayed();
        return states;
    }

    private void openWhenReplayed() {
        if (splits.isEmpty() || !replaying.isEmpty()) {
            return;
        }
        gate.open();
        ReplayOutput known = output;
        if (!hasGivenWatermarks && known != null) {
            hasGivenWatermarks = true;
            for (String split : splits) {
                Long watermark = positions.watermarks().get(split);
                if (watermark != null) {
                    known.target.createOutputForSplit(split).emitWatermark(new Watermark(watermark));
                }
            }
        }
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return kafka.isAvailable();
    }

    @Override
    public void notifyNoMoreSplits() {
        kafka.notifyNoMoreSplits();
    }

    @Override
    public void handleSourceEvents(SourceEvent event) {
        kafka.handleSourceEvents(event);
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) throws Exception {
        kafka.notifyCheckpointComplete(checkpoint);
    }

    @Override
    public void notifyCheckpointAborted(long checkpoint) throws Exception {
        kafka.notifyCheckpointAborted(checkpoint);
    }

    @Override
    public void pauseOrResumeSplits(Collection<String> toPause, Collection<String> toResume) {
        kafka.pauseOrResumeSplits(toPause, toResume);
    }

    @Override
    public void close() throws Exception {
        kafka.close();
    }

    /** Gives watermarks and idleness on as they are. */
    private abstract static class Forwarding implements WatermarkOutput {
        private final WatermarkOutput target;

        Forwarding(WatermarkOutput target) {
            this.target = target;
        }

        @Override
        public void emitWatermark(Watermark watermark) {
            target.emitWatermark(watermark);
        }

        @Override
        public void markIdle() {
            target.markIdle();
        }

        @Override
        public void markActive() {
            target.markActive();
        }
    }

    /** Takes rows with their offset as the last field, and gives them on without. */
    private final class ReplayOutput extends Forwarding implements ReaderOutput<RowData> {
        private final ReaderOutput<RowData> target;

        ReplayOutput(ReaderOutput<RowData> target) {
            super(target);
            this.target = target;
        }

        @Override
        public SourceOutput<RowData> createOutputForSplit(String split) {
            return new SplitOutput(split, target.createOutputForSplit(split));
        }

        @Override
        public void releaseOutputForSplit(String split) {
            target.releaseOutputForSplit(split);
        }

        @Override
        public void collect(RowData row) {
            throw noSplit();
        }

        @Override
        public void collect(RowData row, long rowMillis) {
            throw noSplit();
        }

        private IllegalStateException noSplit() {
            return new IllegalStateException("Kafka's reader gives a row that is of no partition");
        }
    }

    private final class SplitOutput extends Forwarding implements SourceOutput<RowData> {
        private final String split;
        private final long from;
        private final SourceOutput<RowData> target;

        SplitOutput(String split, SourceOutput<RowData> target) {
            super(target);
            this.split = split;
            this.from = positions.from().getOrDefault(split, Long.MIN_VALUE);
            this.target = target;
        }

        @Override
        public void collect(RowData row) {
            long offset = offset(row);
            if (offset >= from) {
                target.collect(withoutOffset(row));
            }
            passed(offset);
        }

        @Override
        public void collect(RowData row, long rowMillis) {
            long offset = offset(row);
            if (offset >= from) {
                target.collect(withoutOffset(row), rowMillis);
            }
            passed(offset);
        }

        private void passed(long offset) {
            if (!replaying.isEmpty()) {
                Long last = replaying.get(split);
                // One record may give several rows; the gate opens behind all of them, when this poll ends.
                if (last != null && offset >= last) {
                    replaying.remove(split);
                }
            }
        }
    }

    private static long offset(RowData row) {
        return row.getLong(row.getArity() - 1);
    }

    private static RowData withoutOffset(RowData row) {
        GenericRowData wide = (GenericRowData) row;
        GenericRowData narrow = new GenericRowData(wide.getRowKind(), wide.getArity() - 1);
        for (int i = 0; i < narrow.getArity(); i++) {
            narrow.setField(i, wide.getField(i));
        }
        return narrow;
    }
}

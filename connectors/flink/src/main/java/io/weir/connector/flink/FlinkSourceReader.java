package io.weir.connector.flink;

import io.weir.columnar.Batch;
import io.weir.engine.spi.SourceRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SupportsSplitReassignmentOnRecovery;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.InstantiationUtil;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;
import org.jspecify.annotations.Nullable;

/** Drives one of a source's readers on the thread of an instance, and turns its rows into batches. */
final class FlinkSourceReader<S extends SourceSplit> extends RowReader {
    private final Enumeration<S> enumeration;
    private final Rows rows = new Rows();
    private final ClassLoader classLoader;
    private final org.apache.flink.api.connector.source.SourceReader<RowData, S> reader;
    private CompletableFuture<Void> available = CompletableFuture.completedFuture(null);

    FlinkSourceReader(
            SourceRequest request,
            Source<RowData, S, ?> source,
            Enumeration<S> enumeration,
            Optional<RestoredSplits> restored,
            int instance,
            int[] producedIndexes,
            ClassLoader classLoader) {
        super(request, instance, producedIndexes);
        this.enumeration = enumeration;
        this.classLoader = classLoader;
        try {
            // As in Flink, each has a source of its own: formats keep what they decode into.
            reader = InstantiationUtil.clone(source, classLoader).createReader(new Context());
            begin(source, restored);
        } catch (Exception e) {
            throw Failures.ofSource(request.table(), e);
        }
    }

    /** In Flink's order: a reader that has splits asks for none. */
    private void begin(Source<RowData, S, ?> source, Optional<RestoredSplits> restored) throws IOException {
        List<S> splits =
                restored.isPresent() ? restored.get().splitsOf(instance, request.parallelism(), source) : List.of();
        boolean isReassigned = source instanceof SupportsSplitReassignmentOnRecovery;
        if (!isReassigned && !splits.isEmpty()) {
            reader.addSplits(splits);
        }
        enumeration.register(instance, isReassigned ? splits : List.of());
        reader.start();
    }

    @Override
    public Map<String, byte[]> positions() {
        return Map.of(
                Integer.toString(split()), enumeration.save(instance, reader).toBytes());
    }

    @Override
    public @Nullable Batch poll() {
        boolean isTold = enumeration.deliver(instance, reader);
        if (isFinished() || !isTold && !available.isDone()) {
            return null;
        }
        batch.reset();
        try {
            InputStatus status = InputStatus.MORE_AVAILABLE;
            while (status == InputStatus.MORE_AVAILABLE && batch.rowCount() < request.batchRowsMax()) {
                int before = batch.rowCount();
                status = reader.pollNext(rows);
                if (status == InputStatus.MORE_AVAILABLE && batch.rowCount() == before && before > 0) {
                    // Nothing came of it this time: what is there is not to wait.
                    break;
                }
            }
            if (status == InputStatus.END_OF_INPUT) {
                finish();
            } else if (status == InputStatus.NOTHING_AVAILABLE) {
                available = reader.isAvailable();
            }
        } catch (Exception e) {
            throw Failures.ofSource(request.table(), e);
        }
        return filled();
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (Exception e) {
            throw Failures.ofSource(request.table(), e);
        }
    }

    /** Takes rows of all splits. Watermarks of the source itself are left aside: those of the table count. */
    private final class Rows implements ReaderOutput<RowData> {
        @Override
        public void collect(RowData row) {
            append(row);
        }

        @Override
        public void collect(RowData row, long timestamp) {
            collect(row);
        }

        @Override
        public void emitWatermark(Watermark watermark) {}

        @Override
        public void markIdle() {}

        @Override
        public void markActive() {}

        @Override
        public SourceOutput<RowData> createOutputForSplit(String split) {
            return this;
        }

        @Override
        public void releaseOutputForSplit(String split) {}
    }

    private final class Context implements SourceReaderContext {
        private final SourceReaderMetricGroup metrics = UnregisteredMetricsGroup.createSourceReaderMetricGroup();

        @Override
        public SourceReaderMetricGroup metricGroup() {
            return metrics;
        }

        @Override
        public Configuration getConfiguration() {
            return Configuration.fromMap(request.configuration());
        }

        @Override
        public String getLocalHostName() {
            return "localhost";
        }

        @Override
        public int getIndexOfSubtask() {
            return instance;
        }

        @Override
        public void sendSplitRequest() {
            enumeration.requestSplit(instance);
        }

        @Override
        public void sendSourceEventToCoordinator(SourceEvent event) {
            enumeration.event(instance, event);
        }

        @Override
        public UserCodeClassLoader getUserCodeClassLoader() {
            return SimpleUserCodeClassLoader.create(classLoader);
        }

        @Override
        public int currentParallelism() {
            return request.parallelism();
        }
    }
}

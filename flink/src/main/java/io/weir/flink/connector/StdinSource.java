package io.weir.flink.connector;

import java.util.List;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.UserCodeClassLoader;
import org.jspecify.annotations.Nullable;

/**
 * Standard input as a source with one split, which goes to the first reader that asks.
 *
 * <h2>Failure</h2>
 *
 * <p>What was read is gone, so that a restart goes on with the next line: at most once.
 */
final class StdinSource implements Source<RowData, StdinSource.StdinSplit, Boolean> {
    private static final long serialVersionUID = 1L;

    private final DeserializationSchema<RowData> schema;
    private final int @Nullable [] projection;

    /** @param projection the decoded fields that are wanted, in order; null for all */
    StdinSource(DeserializationSchema<RowData> schema, int @Nullable [] projection) {
        this.schema = schema;
        this.projection = projection;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SplitEnumerator<StdinSplit, Boolean> createEnumerator(SplitEnumeratorContext<StdinSplit> context) {
        return new OneSplitEnumerator(context, false);
    }

    @Override
    public SplitEnumerator<StdinSplit, Boolean> restoreEnumerator(
            SplitEnumeratorContext<StdinSplit> context, Boolean isAssigned) {
        return new OneSplitEnumerator(context, isAssigned);
    }

    @Override
    public SimpleVersionedSerializer<StdinSplit> getSplitSerializer() {
        return new ByteSerializer<>() {
            @Override
            public byte[] serialize(StdinSplit split) {
                return new byte[0];
            }

            @Override
            public StdinSplit deserialize(int version, byte[] serialized) {
                return new StdinSplit();
            }
        };
    }

    @Override
    public SimpleVersionedSerializer<Boolean> getEnumeratorCheckpointSerializer() {
        return new ByteSerializer<>() {
            @Override
            public byte[] serialize(Boolean isAssigned) {
                return new byte[] {(byte) (isAssigned ? 1 : 0)};
            }

            @Override
            public Boolean deserialize(int version, byte[] serialized) {
                return serialized[0] == 1;
            }
        };
    }

    @Override
    public SourceReader<RowData, StdinSplit> createReader(SourceReaderContext context) throws Exception {
        schema.open(new ReaderInitializationContext(context));
        return new StdinReader(context, schema, projection);
    }

    /** The only split. */
    static final class StdinSplit implements SourceSplit {
        @Override
        public String splitId() {
            return "stdin";
        }
    }

    private record ReaderInitializationContext(SourceReaderContext reader)
            implements DeserializationSchema.InitializationContext {
        @Override
        public MetricGroup getMetricGroup() {
            return reader.metricGroup();
        }

        @Override
        public UserCodeClassLoader getUserCodeClassLoader() {
            return reader.getUserCodeClassLoader();
        }
    }

    private abstract static class ByteSerializer<T> implements SimpleVersionedSerializer<T> {
        @Override
        public int getVersion() {
            return 1;
        }
    }

    private static final class OneSplitEnumerator implements SplitEnumerator<StdinSplit, Boolean> {
        private final SplitEnumeratorContext<StdinSplit> context;
        private boolean isAssigned;

        OneSplitEnumerator(SplitEnumeratorContext<StdinSplit> context, boolean isAssigned) {
            this.context = context;
            this.isAssigned = isAssigned;
        }

        @Override
        public void start() {
            // Readers ask when they are ready.
        }

        @Override
        public void handleSplitRequest(int subtask, @Nullable String host) {
            if (!isAssigned) {
                isAssigned = true;
                context.assignSplit(new StdinSplit(), subtask);
            }
            context.signalNoMoreSplits(subtask);
        }

        @Override
        public void addSplitsBack(List<StdinSplit> splits, int subtask) {
            isAssigned = false;
        }

        @Override
        public void addReader(int subtask) {
            // The reader asks by itself.
        }

        @Override
        public Boolean snapshotState(long checkpoint) {
            return isAssigned;
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}

package io.weir.flink.connector;

import java.util.List;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.table.data.RowData;
import org.jspecify.annotations.Nullable;

/** A source with one split, which goes to the first reader that asks. */
abstract class OneSplitSource implements Source<RowData, OneSplitSource.OneSplit, Boolean> {
    private static final long serialVersionUID = 1L;

    @Override
    public SplitEnumerator<OneSplit, Boolean> createEnumerator(SplitEnumeratorContext<OneSplit> context) {
        return new OneSplitEnumerator(context, false);
    }

    @Override
    public SplitEnumerator<OneSplit, Boolean> restoreEnumerator(
            SplitEnumeratorContext<OneSplit> context, Boolean isAssigned) {
        return new OneSplitEnumerator(context, isAssigned);
    }

    @Override
    public SimpleVersionedSerializer<OneSplit> getSplitSerializer() {
        return new ByteSerializer<>() {
            @Override
            public byte[] serialize(OneSplit split) {
                return new byte[0];
            }

            @Override
            public OneSplit deserialize(int version, byte[] serialized) {
                return new OneSplit();
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

    /** The only split. */
    static final class OneSplit implements SourceSplit {
        @Override
        public String splitId() {
            return "0";
        }
    }

    private abstract static class ByteSerializer<T> implements SimpleVersionedSerializer<T> {
        @Override
        public int getVersion() {
            return 1;
        }
    }

    private static final class OneSplitEnumerator implements SplitEnumerator<OneSplit, Boolean> {
        private final SplitEnumeratorContext<OneSplit> context;
        private boolean isAssigned;

        OneSplitEnumerator(SplitEnumeratorContext<OneSplit> context, boolean isAssigned) {
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
                context.assignSplit(new OneSplit(), subtask);
            }
            context.signalNoMoreSplits(subtask);
        }

        @Override
        public void addSplitsBack(List<OneSplit> splits, int subtask) {
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

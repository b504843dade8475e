package io.weir.flink.connector;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.table.data.RowData;
import org.jspecify.annotations.Nullable;

/** The rows of a {@link PushChannel} for a pipeline that runs on Flink in this process. */
final class PushSource extends OneSplitSource {
    private static final long serialVersionUID = 1L;

    private final String session;
    private final String table;

    PushSource(String session, String table) {
        this.session = session;
        this.table = table;
    }

    @Override
    public Boundedness getBoundedness() {
        // The program ends the table.
        return Boundedness.BOUNDED;
    }

    @Override
    public SourceReader<RowData, OneSplit> createReader(SourceReaderContext context) {
        return new Reader(context, session, table);
    }

    private static final class Reader implements SourceReader<RowData, OneSplit> {
        private final SourceReaderContext context;
        private final String session;
        private final String table;
        private final Object lock = new Object();
        private PushChannel.@Nullable Reader reader;
        private boolean hasNoSplit;
        private CompletableFuture<Void> available = new CompletableFuture<>();

        Reader(SourceReaderContext context, String session, String table) {
            this.context = context;
            this.session = session;
            this.table = table;
        }

        @Override
        public void start() {
            context.sendSplitRequest();
        }

        @Override
        public void addSplits(List<OneSplit> splits) {
            PushChannel.Reader opened = PushChannel.of(session, table).read();
            reader = opened;
            opened.onRow(this::wake);
        }

        @Override
        public void notifyNoMoreSplits() {
            hasNoSplit = reader == null;
            wake();
        }

        private void wake() {
            synchronized (lock) {
                available.complete(null);
            }
        }

        @Override
        public InputStatus pollNext(ReaderOutput<RowData> output) {
            PushChannel.Reader opened = reader;
            if (opened == null) {
                return hasNoSplit ? InputStatus.END_OF_INPUT : nothing();
            }
            RowData row = opened.poll();
            if (row != null) {
                output.collect(row);
                return InputStatus.MORE_AVAILABLE;
            }
            return opened.isFinished() ? InputStatus.END_OF_INPUT : nothing();
        }

        private InputStatus nothing() {
            synchronized (lock) {
                if (available.isDone()) {
                    available = new CompletableFuture<>();
                }
            }
            // A row that came in between has completed the future before.
            PushChannel.Reader opened = reader;
            if (opened != null && (opened.waitingRows() > 0 || opened.isFinished())) {
                wake();
            }
            return InputStatus.NOTHING_AVAILABLE;
        }

        @Override
        public CompletableFuture<Void> isAvailable() {
            synchronized (lock) {
                return available;
            }
        }

        @Override
        public List<OneSplit> snapshotState(long checkpoint) {
            return reader == null ? List.of() : List.of(new OneSplit());
        }

        @Override
        public void close() {
            if (reader != null) {
                reader.close();
            }
        }
    }
}

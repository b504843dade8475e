package io.weir.flink.connector;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/** A slice as a source with one split. A reader that begins again begins at the first row. */
final class SliceSource extends OneSplitSource {
    private static final long serialVersionUID = 1L;

    private final String place;
    private final RowType type;

    SliceSource(String place, RowType type) {
        this.place = place;
        this.type = type;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SourceReader<RowData, OneSplit> createReader(SourceReaderContext context) {
        return new Reader(context);
    }

    private final class Reader implements SourceReader<RowData, OneSplit> {
        private final SourceReaderContext context;
        private @Nullable SliceInput input;
        private boolean hasSplit;
        private boolean noMoreSplits;
        private CompletableFuture<Void> available = new CompletableFuture<>();

        Reader(SourceReaderContext context) {
            this.context = context;
        }

        @Override
        public void start() {
            context.sendSplitRequest();
        }

        @Override
        public void addSplits(List<OneSplit> splits) {
            hasSplit |= !splits.isEmpty();
            available.complete(null);
        }

        @Override
        public void notifyNoMoreSplits() {
            noMoreSplits = true;
            available.complete(null);
        }

        @Override
        public InputStatus pollNext(ReaderOutput<RowData> output) throws Exception {
            if (!hasSplit) {
                return noMoreSplits ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
            }
            SliceInput opened = input;
            if (opened == null) {
                ClassLoader classes = context.getUserCodeClassLoader().asClassLoader();
                opened = SliceInput.open(place, type, classes);
                input = opened;
            }
            RowData row = opened.next();
            if (row == null) {
                return InputStatus.END_OF_INPUT;
            }
            output.collect(row);
            return InputStatus.MORE_AVAILABLE;
        }

        @Override
        public CompletableFuture<Void> isAvailable() {
            if (hasSplit || noMoreSplits) {
                return CompletableFuture.completedFuture(null);
            }
            if (available.isDone()) {
                available = new CompletableFuture<>();
            }
            return available;
        }

        @Override
        public List<OneSplit> snapshotState(long checkpoint) {
            return hasSplit ? List.of(new OneSplit()) : List.of();
        }

        @Override
        public void close() throws IOException {
            SliceInput opened = input;
            if (opened != null) {
                opened.close();
            }
        }
    }
}

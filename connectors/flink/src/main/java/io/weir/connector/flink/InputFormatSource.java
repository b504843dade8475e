package io.weir.connector.flink;

import io.weir.columnar.Batch;
import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceReader;
import io.weir.engine.spi.SourceRequest;
import java.io.IOException;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.common.io.InputFormat;
import org.apache.flink.api.common.io.RichInputFormat;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.io.InputSplit;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.InstantiationUtil;
import org.jspecify.annotations.Nullable;

/**
 * A bounded table that is read with one of Flink's input formats; readers take its splits in turn. It cannot begin
 * again in the middle: a format does not promise the same rows in the same order.
 */
final class InputFormatSource implements Source {
    private final SourceRequest request;
    private final InputFormat<RowData, InputSplit> format;
    private final int[] producedIndexes;
    private final RowType producedType;
    private final ClassLoader classLoader;
    private final ConcurrentLinkedQueue<InputSplit> splits = new ConcurrentLinkedQueue<>();
    private boolean isSplit;

    @SuppressWarnings("unchecked")
    InputFormatSource(
            SourceRequest request,
            InputFormat<RowData, ?> format,
            int[] producedIndexes,
            RowType producedType,
            ClassLoader classLoader) {
        this.request = request;
        this.format = (InputFormat<RowData, InputSplit>) format;
        this.producedIndexes = producedIndexes;
        this.producedType = producedType;
        this.classLoader = classLoader;
        format.configure(new Configuration());
    }

    @Override
    public boolean isBounded() {
        return true;
    }

    @Override
    public boolean isOrdered() {
        return RowReader.isOrdered(request);
    }

    @Override
    public int splitCount() {
        return request.parallelism();
    }

    private synchronized @Nullable InputSplit nextSplit() throws IOException {
        if (!isSplit) {
            isSplit = true;
            for (InputSplit split : format.createInputSplits(request.parallelism())) {
                splits.add(split);
            }
        }
        return splits.poll();
    }

    @Override
    public SourceReader createReader(int instance) {
        try {
            return new Reader(InstantiationUtil.clone(format, classLoader), instance);
        } catch (IOException | ClassNotFoundException e) {
            throw Failures.ofSource(request.table(), e);
        }
    }

    @Override
    public void close() {}

    private final class Reader extends RowReader {
        private final InputFormat<RowData, InputSplit> reads;
        private RowData reuse = new org.apache.flink.table.data.GenericRowData(producedType.getFieldCount());
        private boolean isFormatOpen;
        private boolean isSplitOpen;

        Reader(InputFormat<RowData, InputSplit> reads, int instance) {
            super(InputFormatSource.this.request, instance, producedIndexes);
            this.reads = reads;
        }

        @Override
        public @Nullable Batch poll() {
            if (isFinished()) {
                return null;
            }
            batch.reset();
            try {
                while (batch.rowCount() < request.batchRowsMax() && advance()) {
                    RowData row = reads.nextRecord(reuse);
                    if (row != null) {
                        reuse = row;
                        append(row);
                    }
                }
            } catch (IOException | RuntimeException e) {
                throw Failures.ofSource(request.table(), e);
            }
            return filled();
        }

        /** Opens the next split where one has ended; false when there is none. */
        private boolean advance() throws IOException {
            if (!isFormatOpen && reads instanceof RichInputFormat<?, ?> rich) {
                rich.openInputFormat();
            }
            isFormatOpen = true;
            while (!isSplitOpen || reads.reachedEnd()) {
                if (isSplitOpen) {
                    isSplitOpen = false;
                    reads.close();
                }
                InputSplit next = nextSplit();
                if (next == null) {
                    finish();
                    return false;
                }
                reads.open(next);
                isSplitOpen = true;
            }
            return true;
        }

        @Override
        public void close() {
            try {
                if (isSplitOpen) {
                    reads.close();
                }
                if (isFormatOpen && reads instanceof RichInputFormat<?, ?> rich) {
                    rich.closeInputFormat();
                }
            } catch (IOException e) {
                throw Failures.ofSource(request.table(), e);
            }
        }
    }
}

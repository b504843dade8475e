package io.weir.connector.flink;

import io.weir.columnar.Batch;
import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceProgress;
import io.weir.engine.spi.SourceReader;
import io.weir.engine.spi.SourceRequest;
import io.weir.engine.type.Columns;
import io.weir.engine.type.RowDataAppender;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.common.io.InputFormat;
import org.apache.flink.api.common.io.RichInputFormat;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.io.InputSplit;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.utils.ProjectedRowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.InstantiationUtil;
import org.jspecify.annotations.Nullable;

/** A bounded table that is read with one of Flink's input formats; readers take its splits in turn. */
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
        return request.parallelism() == 1;
    }

    @Override
    public int splitCount() {
        return request.parallelism();
    }

    private WeirException failed(Exception cause) {
        return cause instanceof WeirException weir
                ? weir
                : new WeirException(
                        ErrorCode.CONNECTOR_FAILED,
                        "The source fails: " + Failures.rootMessage(cause),
                        "table " + request.table(),
                        "",
                        cause);
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
            throw failed(e);
        }
    }

    @Override
    public void close() {}

    private final class Reader implements SourceReader {
        private final InputFormat<RowData, InputSplit> reads;
        private final int instance;
        private final ProjectedRowData wanted = ProjectedRowData.from(producedIndexes);
        private final RowDataAppender appender = new RowDataAppender(request.rowType());
        private final Batch batch = Columns.batch(request.rowType(), request.batchRowsMax());
        private RowData reuse = new org.apache.flink.table.data.GenericRowData(producedType.getFieldCount());
        private boolean isFormatOpen;
        private boolean isSplitOpen;
        private boolean isFinished;
        private long sequence;

        Reader(InputFormat<RowData, InputSplit> reads, int instance) {
            this.reads = reads;
            this.instance = instance;
        }

        @Override
        public @Nullable Batch poll() {
            if (isFinished) {
                return null;
            }
            batch.reset();
            try {
                while (batch.rowCount() < request.batchRowsMax() && advance()) {
                    RowData row = reads.nextRecord(reuse);
                    if (row != null) {
                        reuse = row;
                        appender.append(wanted.replaceRow(row), batch);
                    }
                }
            } catch (IOException | RuntimeException e) {
                throw failed(e);
            }
            if (batch.rowCount() == 0) {
                return null;
            }
            if (request.parallelism() == 1) {
                batch.setSequence(sequence++);
            }
            return batch;
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
                    isFinished = true;
                    return false;
                }
                reads.open(next);
                isSplitOpen = true;
            }
            return true;
        }

        @Override
        public int split() {
            return request.parallelism() == 1 ? 0 : instance;
        }

        @Override
        public int[] splits() {
            return new int[] {split()};
        }

        @Override
        public boolean isFinished() {
            return isFinished;
        }

        @Override
        public SourceProgress progress() {
            return new SourceProgress(0, 0, -1);
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
                throw failed(e);
            }
        }
    }
}

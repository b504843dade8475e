package io.weir.library;

import io.weir.columnar.Batch;
import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceFactory;
import io.weir.engine.spi.SourceProgress;
import io.weir.engine.spi.SourceReader;
import io.weir.engine.spi.SourceRequest;
import io.weir.engine.type.Columns;
import io.weir.engine.type.RowDataAppender;
import io.weir.flink.connector.PushChannel;
import io.weir.flink.connector.PushTableSourceFactory;
import java.util.List;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.utils.ProjectedRowData;
import org.jspecify.annotations.Nullable;

/** Connector {@code push} on the native engine: the rows that {@link TableInput} takes, in their order. */
final class PushedRows implements SourceFactory {
    private final String session;

    PushedRows(String session) {
        this.session = session;
    }

    @Override
    public String identifier() {
        return PushTableSourceFactory.IDENTIFIER;
    }

    @Override
    public Source create(SourceRequest request) {
        return new PushedSource(request);
    }

    private final class PushedSource implements Source {
        private final SourceRequest request;

        PushedSource(SourceRequest request) {
            this.request = request;
        }

        @Override
        public boolean isBounded() {
            return true;
        }

        @Override
        public boolean isOrdered() {
            return true;
        }

        @Override
        public int splitCount() {
            return 1;
        }

        @Override
        public SourceReader createReader(int instance) {
            return instance == 0
                    ? new Reader(
                            request, PushChannel.of(session, request.table()).read())
                    : new Nothing();
        }

        @Override
        public void close() {}
    }

    private static final class Reader implements SourceReader {
        private final PushChannel.Reader rows;
        private final Batch batch;
        private final RowDataAppender appender;
        private final ProjectedRowData wanted;
        private final int batchRowsMax;
        private long sequence;

        Reader(SourceRequest request, PushChannel.Reader rows) {
            this.rows = rows;
            batchRowsMax = request.batchRowsMax();
            List<String> columns = request.recordType().getFieldNames();
            wanted = ProjectedRowData.from(request.fields().stream()
                    .mapToInt(field -> columns.indexOf(field.name()))
                    .toArray());
            batch = Columns.batch(request.rowType(), batchRowsMax);
            appender = new RowDataAppender(request.rowType());
        }

        @Override
        public @Nullable Batch poll() {
            batch.reset();
            while (batch.rowCount() < batchRowsMax) {
                RowData row = rows.poll();
                if (row == null) {
                    break;
                }
                appender.append(wanted.replaceRow(row), batch);
            }
            if (batch.rowCount() == 0) {
                return null;
            }
            batch.setSequence(sequence++);
            return batch;
        }

        @Override
        public boolean isFinished() {
            return rows.isFinished();
        }

        @Override
        public SourceProgress progress() {
            return new SourceProgress(0, 0, rows.waitingRows());
        }

        @Override
        public void close() {
            rows.close();
        }
    }

    /** One thread reads; the others have nothing to do. */
    private static final class Nothing implements SourceReader {
        @Override
        public @Nullable Batch poll() {
            return null;
        }

        @Override
        public boolean isFinished() {
            return true;
        }

        @Override
        public SourceProgress progress() {
            return new SourceProgress(0, 0, 0);
        }

        @Override
        public void close() {}
    }
}

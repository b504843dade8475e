package io.weir.library.compare;

import io.weir.columnar.Batch;
import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceProgress;
import io.weir.engine.spi.SourceReader;
import io.weir.engine.spi.SourceRequest;
import io.weir.engine.type.Columns;
import io.weir.engine.type.RowDataAppender;
import io.weir.flink.connector.SliceInput;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.IOException;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.utils.ProjectedRowData;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/** A slice, which the first reader reads in its order; the others have nothing to do. */
final class SliceSource implements Source {
    private final SourceRequest request;
    private final String place;

    SliceSource(SourceRequest request, String place) {
        this.request = request;
        this.place = place;
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
        return new Reader(instance == 0);
    }

    @Override
    public void close() {
        // The reader closes the file.
    }

    private final class Reader implements SourceReader {
        private final boolean isFirst;
        private final Batch batch;
        private final RowDataAppender appender;
        private final ProjectedRowData wanted;
        private @Nullable SliceInput input;
        private boolean isFinished;
        private long sequence;

        Reader(boolean isFirst) {
            this.isFirst = isFirst;
            isFinished = !isFirst;
            RowType type = request.physicalType();
            batch = Columns.batch(type, request.batchRowsMax());
            appender = new RowDataAppender(type);
            wanted = ProjectedRowData.from(request.fields().stream()
                    .mapToInt(field -> request.recordType().getFieldIndex(field.name()))
                    .toArray());
        }

        @Override
        public @Nullable Batch poll() {
            if (isFinished) {
                return null;
            }
            batch.reset();
            try {
                SliceInput opened = input;
                if (opened == null) {
                    opened = SliceInput.open(place, request.recordType(), SliceSource.class.getClassLoader());
                    input = opened;
                }
                while (batch.rowCount() < request.batchRowsMax()) {
                    RowData row = opened.next();
                    if (row == null) {
                        isFinished = true;
                        break;
                    }
                    appender.append(wanted.replaceRow(row), batch);
                }
            } catch (IOException e) {
                throw new WeirException(
                        ErrorCode.IO_FAILED, "The slice cannot be read: " + e.getMessage(), place, "", e);
            }
            if (batch.rowCount() == 0) {
                return null;
            }
            batch.setSequence(sequence++);
            return batch;
        }

        @Override
        public int[] splits() {
            return isFirst ? new int[] {0} : new int[0];
        }

        @Override
        public boolean isFinished() {
            return isFinished;
        }

        @Override
        public SourceProgress progress() {
            return new SourceProgress(0, 0, 0);
        }

        @Override
        public void close() {
            SliceInput opened = input;
            if (opened != null) {
                try {
                    opened.close();
                } catch (IOException e) {
                    throw new WeirException(
                            ErrorCode.IO_FAILED, "The slice cannot be closed: " + e.getMessage(), place, "", e);
                }
            }
        }
    }
}

package io.weir.connector.datagen;

import io.weir.columnar.Batch;
import io.weir.engine.spi.SourceProgress;
import io.weir.engine.spi.SourceReader;
import io.weir.engine.spi.SourceRequest;
import io.weir.engine.time.Clock;
import io.weir.engine.type.Columns;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Generates the batches that it takes. */
final class DatagenSourceReader implements SourceReader {
    private final DatagenSource source;
    private final List<FieldGenerator> fields;
    private final RowTimes times;
    private final Clock clock;
    private final Batch batch;
    private boolean closed;

    DatagenSourceReader(DatagenSource source, SourceRequest request, List<FieldGenerator> fields, RowTimes times) {
        this.source = source;
        this.fields = fields;
        this.times = times;
        this.clock = request.clock();
        batch = Columns.batch(request.rowType(), source.batchRows());
    }

    @Override
    public @Nullable Batch poll() {
        long number = closed ? -1 : source.take();
        if (number < 0) {
            return null;
        }
        batch.reset();
        int rowCount = source.rowCount(number);
        times.setNow(clock.currentTimeMillis());
        for (int i = 0; i < fields.size(); i++) {
            fields.get(i).generate(batch.column(i), 0, rowCount, source.firstRow(number), times);
        }
        batch.setRowCount(rowCount);
        batch.setSequence(number);
        return batch;
    }

    @Override
    public boolean isFinished() {
        return closed || source.isExhausted();
    }

    @Override
    public Map<String, byte[]> positions() {
        return source.positions();
    }

    @Override
    public SourceProgress progress() {
        return new SourceProgress(0, 0, -1);
    }

    @Override
    public void close() {
        closed = true;
    }
}

package io.weir.engine.pipeline;

import io.weir.columnar.Batch;
import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceFactory;
import io.weir.engine.spi.SourceProgress;
import io.weir.engine.spi.SourceReader;
import io.weir.engine.spi.SourceRequest;
import io.weir.engine.type.Columns;
import io.weir.engine.type.RowDataAppender;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.table.data.GenericRowData;

/**
 * An ordered source whose rows a test gives, before or while the pipeline runs. Readers take turns by batches of random
 * sizes, and dawdle at random, so that every run interleaves them otherwise.
 */
final class MemorySource implements SourceFactory {
    private final String identifier;
    private final List<Map<String, Object>> rows = new ArrayList<>();
    private final AtomicInteger openReaders = new AtomicInteger();
    private final AtomicInteger closedSources = new AtomicInteger();
    private int taken;
    private long nextSequence;
    private boolean isComplete;
    private String failure = "";

    MemorySource(String identifier) {
        this.identifier = identifier;
    }

    /** Adds a row with its columns k, v and ts; the values are Flink's internal ones. */
    synchronized MemorySource add(Object k, Object v, Object ts) {
        Map<String, Object> row = new java.util.HashMap<>();
        row.put("k", k);
        row.put("v", v);
        row.put("ts", ts);
        rows.add(row);
        return this;
    }

    /** No row will be added. */
    synchronized MemorySource complete() {
        isComplete = true;
        return this;
    }

    /** Fails, once all rows have been taken. */
    synchronized MemorySource failAtEnd(String message) {
        failure = message;
        return this;
    }

    synchronized int takenRows() {
        return taken;
    }

    int openReaders() {
        return openReaders.get();
    }

    int closedSources() {
        return closedSources.get();
    }

    @Override
    public String identifier() {
        return identifier;
    }

    @Override
    public Source create(SourceRequest request) {
        return new Source() {
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
                openReaders.incrementAndGet();
                return new Reader(request);
            }

            @Override
            public void close() {
                closedSources.incrementAndGet();
            }
        };
    }

    private record Cut(List<Map<String, Object>> rows, long sequence) {}

    private synchronized Cut cut(int count) {
        int end = Math.min(rows.size(), taken + count);
        if (end == taken) {
            return new Cut(List.of(), -1);
        }
        Cut cut = new Cut(List.copyOf(rows.subList(taken, end)), nextSequence++);
        taken = end;
        return cut;
    }

    private synchronized boolean isExhausted() {
        if (!failure.isEmpty() && taken == rows.size()) {
            throw new IllegalStateException(failure);
        }
        return isComplete && taken == rows.size();
    }

    private final class Reader implements SourceReader {
        private final SourceRequest request;
        private final Batch batch;
        private final RowDataAppender appender;
        private final Random random = new Random();

        Reader(SourceRequest request) {
            this.request = request;
            batch = Columns.batch(request.rowType(), 1);
            appender = new RowDataAppender(request.rowType());
        }

        @Override
        public Batch poll() {
            Cut cut = cut(1 + random.nextInt(Math.min(50, request.batchRowsMax())));
            if (cut.rows.isEmpty()) {
                return null;
            }
            for (int spins = random.nextInt(4) == 0 ? random.nextInt(2000) : 0; spins > 0; spins--) {
                Thread.onSpinWait();
            }
            batch.reset();
            for (Map<String, Object> row : cut.rows) {
                Object[] fields = request.fields().stream()
                        .map(field -> row.get(field.name()))
                        .toArray();
                appender.append(GenericRowData.of(fields), batch);
            }
            batch.setRowCount(cut.rows.size());
            batch.setSequence(cut.sequence);
            return batch;
        }

        @Override
        public boolean isFinished() {
            return isExhausted();
        }

        @Override
        public SourceProgress progress() {
            return new SourceProgress(0, 0, -1);
        }

        @Override
        public void close() {
            openReaders.decrementAndGet();
        }
    }
}

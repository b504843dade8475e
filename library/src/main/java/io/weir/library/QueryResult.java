package io.weir.library;

import io.weir.columnar.Batch;
import io.weir.connector.console.ResultConsumer;
import io.weir.engine.spi.SinkRequest;
import io.weir.engine.type.RowConverter;
import io.weir.library.run.JobRun;
import io.weir.library.run.RunStatus;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.jspecify.annotations.Nullable;

/**
 * The result of a SELECT that runs. Its rows are {@link Row}s with the kind of change; a query that only appends gives
 * insertions.
 *
 * <p>Take them as they come with {@link #changes}, or wait for the end with {@link #toList}. Few rows wait to be taken:
 * a result that nobody takes holds its pipeline up. Closing it stops the query.
 */
public final class QueryResult implements AutoCloseable {
    private static final int WAITING_ROWS_MAX = 10_000;
    private static final long POLL_MILLIS = 10;

    private final JobRun run;
    private final Collector collector;
    private final List<String> columns;

    QueryResult(JobRun run, Collector collector, List<String> columns) {
        this.run = run;
        this.collector = collector;
        this.columns = List.copyOf(columns);
    }

    /** The names of the columns. */
    public List<String> columns() {
        return columns;
    }

    /**
     * The changes as they come; {@code hasNext} waits for the next one or the end, and throws the failure of a query
     * that fails.
     */
    public Iterator<Row> changes() {
        return new Changes();
    }

    /**
     * Waits for the end and gives the rows that are left when all changes are applied, in the order in which they came.
     */
    public List<Row> toList() {
        Map<Row, Integer> counts = new LinkedHashMap<>();
        Iterator<Row> changes = changes();
        while (changes.hasNext()) {
            Row row = changes.next();
            boolean isAddition = row.getKind() == RowKind.INSERT || row.getKind() == RowKind.UPDATE_AFTER;
            row.setKind(RowKind.INSERT);
            counts.merge(row, isAddition ? 1 : -1, (before, change) -> before + change == 0 ? null : before + change);
        }
        List<Row> rows = new ArrayList<>();
        counts.forEach((row, count) -> {
            for (int i = 0; i < count; i++) {
                rows.add(row);
            }
        });
        return rows;
    }

    /** Waits for the end of the query; for one whose rows go to a subscriber. */
    public void await() throws InterruptedException {
        run.await();
    }

    /** What the query has done so far. */
    public RunStatus status() {
        return run.status();
    }

    /** Why it runs on Flink, if it does. */
    public Optional<String> whyOnFlink() {
        return run.reason();
    }

    @Override
    public void close() {
        collector.isClosed = true;
        run.stop();
        run.close();
    }

    private final class Changes implements Iterator<Row> {
        private @Nullable Row next;

        @Override
        public boolean hasNext() {
            try {
                while (next == null) {
                    boolean hadEnded = run.hasEnded();
                    next = collector.rows.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
                    if (next == null && hadEnded) {
                        run.await();
                        return false;
                    }
                }
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException("the query has ended");
            }
            Row row = java.util.Objects.requireNonNull(next);
            next = null;
            return row;
        }
    }

    /** Takes batches from the engine and gives them out as rows. */
    static final class Collector implements ResultConsumer {
        private final BlockingQueue<Row> rows = new ArrayBlockingQueue<>(WAITING_ROWS_MAX);
        private final java.util.function.@Nullable Consumer<Row> subscriber;
        private @Nullable RowConverter converter;
        private volatile boolean isClosed;

        Collector(java.util.function.@Nullable Consumer<Row> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void open(SinkRequest request) {
            converter = new RowConverter(request.type());
        }

        @Override
        public void accept(Batch batch) {
            RowConverter opened = java.util.Objects.requireNonNull(converter, "not opened");
            for (int i = 0; i < batch.rowCount() && !isClosed; i++) {
                Row row = opened.toRow(batch, i);
                if (subscriber != null) {
                    subscriber.accept(row);
                } else {
                    put(row);
                }
            }
        }

        private void put(Row row) {
            try {
                while (!isClosed && !rows.offer(row, POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                    // Whoever reads the result is slower than the query.
                    Thread.onSpinWait();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

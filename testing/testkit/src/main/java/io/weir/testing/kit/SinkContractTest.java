package io.weir.testing.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.columnar.Batch;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.LongColumn;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkWriter;
import io.weir.engine.type.Columns;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What every sink of the native door does. A connector's test extends it, makes a sink for rows of {@link #TYPE} with
 * an empty target, and shows what has become visible in the target. What a connector cannot do it says by overriding a
 * behaviour.
 */
public abstract class SinkContractTest {
    /** The columns of the rows that are written: a number and a text. */
    public static final RowType TYPE = RowType.of(
            new LogicalType[] {new BigIntType(), new VarCharType(VarCharType.MAX_LENGTH)}, new String[] {"id", "name"});

    private static final long LIMIT_SECONDS = 60;

    /** Makes the sink. */
    protected abstract Sink create(int parallelism);

    /** The rows that a reader of the target sees now, in any order, each as {@code id,name}. */
    protected abstract List<String> visibleRows();

    /** False where rows are visible before they are committed: a terminal takes nothing back. */
    protected boolean isInvisibleUntilCommitted() {
        return true;
    }

    /** Row i of the test is {@code i,name i}. */
    private static Batch batch(int first, int count) {
        Batch batch = Columns.batch(TYPE, Math.max(1, count));
        fill(batch, first, count);
        return batch;
    }

    private static void fill(Batch batch, int first, int count) {
        batch.reset();
        batch.ensureCapacity(count);
        for (int i = 0; i < count; i++) {
            ((LongColumn) batch.column(0)).set(i, first + i);
            ((BytesColumn) batch.column(1)).set(i, "name " + (first + i));
        }
        batch.setRowCount(count);
    }

    private static List<String> expected(int count) {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(i + ",name " + i);
        }
        return rows;
    }

    private static void write(SinkWriter writer, Batch batch) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!writer.write(batch)) {
            assertThat(System.nanoTime()).as("the writer takes nothing").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private static void finish(SinkWriter writer) {
        writer.flush();
        writer.finish();
        writer.close();
    }

    @ParameterizedTest
    @CsvSource({"1,1", "10,7", "3,1000"})
    void everyRowBecomesVisibleOnce(int batches, int batchRows) {
        try (Sink sink = create(1)) {
            SinkWriter writer = sink.createWriter(0);
            // One batch that is filled again and again, as the engine does.
            Batch reused = batch(0, batchRows);
            for (int i = 0; i < batches; i++) {
                fill(reused, i * batchRows, batchRows);
                write(writer, reused);
            }
            fill(reused, -1, batchRows);
            finish(writer);
            sink.commit();
        }
        assertThat(visibleRows()).containsExactlyInAnyOrderElementsOf(expected(batches * batchRows));
    }

    @Test
    void writersSideBySideWriteEveryRowOnce() throws InterruptedException, ExecutionException {
        int parallelism = 4;
        int batches = 25;
        int batchRows = 20;
        ExecutorService threads = Executors.newFixedThreadPool(parallelism);
        try (Sink sink = create(parallelism)) {
            List<Callable<Boolean>> tasks = new ArrayList<>();
            for (int i = 0; i < parallelism; i++) {
                SinkWriter writer = sink.createWriter(i);
                int first = i * batches * batchRows;
                tasks.add(() -> {
                    for (int j = 0; j < batches; j++) {
                        write(writer, batch(first + j * batchRows, batchRows));
                        writer.flush();
                    }
                    finish(writer);
                    return true;
                });
            }
            for (Future<Boolean> future : threads.invokeAll(tasks)) {
                assertThat(future.get()).isTrue();
            }
            sink.commit();
        } finally {
            threads.shutdownNow();
        }
        assertThat(visibleRows()).containsExactlyInAnyOrderElementsOf(expected(parallelism * batches * batchRows));
    }

    @Test
    void noRowsAreFineToo() {
        try (Sink sink = create(2)) {
            SinkWriter first = sink.createWriter(0);
            SinkWriter second = sink.createWriter(1);
            write(first, batch(0, 0));
            finish(first);
            finish(second);
            sink.commit();
        }
        assertThat(visibleRows()).isEmpty();
    }

    @Test
    void whatIsNotCommittedIsNotVisible() {
        try (Sink sink = create(1)) {
            SinkWriter writer = sink.createWriter(0);
            write(writer, batch(0, 10));
            writer.flush();
            if (isInvisibleUntilCommitted()) {
                assertThat(visibleRows()).isEmpty();
            }
            finish(writer);
        }
        if (isInvisibleUntilCommitted()) {
            assertThat(visibleRows()).isEmpty();
        } else {
            assertThat(visibleRows()).containsExactlyInAnyOrderElementsOf(expected(10));
        }
    }

    @Test
    void aWriterMayBeClosedAtAnyTime() {
        try (Sink sink = create(2)) {
            sink.createWriter(0).close();
            SinkWriter writer = sink.createWriter(1);
            write(writer, batch(0, 10));
            writer.close();
            writer.close();
        }
        if (isInvisibleUntilCommitted()) {
            assertThat(visibleRows()).isEmpty();
        }
        try (Sink unused = create(1)) {
            assertThat(unused).isNotNull();
        }
    }

    @Test
    void bytesOnlyGrow() {
        try (Sink sink = create(1);
                SinkWriter writer = sink.createWriter(0)) {
            long bytes = writer.bytes();
            for (int i = 0; i < 20; i++) {
                write(writer, batch(i * 100, 100));
                assertThat(writer.bytes()).isGreaterThanOrEqualTo(bytes);
                bytes = writer.bytes();
            }
        }
    }
}

package io.weir.testing.kit;

import static io.weir.testing.kit.SinkRows.batch;
import static io.weir.testing.kit.SinkRows.expected;
import static io.weir.testing.kit.SinkRows.fill;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.columnar.Batch;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What every sink of the native door does. A connector's test extends it, makes a sink for rows of {@link #TYPE} with
 * an empty target, and shows what has become visible in the target. What a connector cannot do it says by overriding a
 * behaviour.
 */
public abstract class SinkContractTest extends SinkEpochsContract {
    /** False where rows are visible before they are committed: a terminal takes nothing back. */
    protected boolean isInvisibleUntilCommitted() {
        return true;
    }

    /** The end of a run without epochs: one epoch, and its commit. */
    private static void end(Sink sink, List<SinkWriter> writers) {
        writers.forEach(SinkEpochsContract::finish);
        sink.commit(1, prepareAll(writers, 1));
        writers.forEach(SinkWriter::close);
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
            end(sink, List.of(writer));
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
            List<Callable<byte[]>> tasks = new ArrayList<>();
            List<SinkWriter> writers = new ArrayList<>();
            for (int i = 0; i < parallelism; i++) {
                SinkWriter writer = sink.createWriter(i);
                writers.add(writer);
                int first = i * batches * batchRows;
                tasks.add(() -> {
                    for (int j = 0; j < batches; j++) {
                        write(writer, batch(first + j * batchRows, batchRows));
                        writer.flush();
                    }
                    finish(writer);
                    return prepare(writer, 1);
                });
            }
            List<byte[]> prepared = new ArrayList<>();
            for (Future<byte[]> future : threads.invokeAll(tasks)) {
                prepared.add(future.get());
            }
            prepared.removeIf(bytes -> bytes.length == 0);
            sink.commit(1, prepared);
            writers.forEach(SinkWriter::close);
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
            end(sink, List.of(first, second));
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
            assertThat(prepare(writer, 1)).isNotNull();
            writer.close();
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

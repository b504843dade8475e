package io.weir.flink.connector;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.utils.ProjectedRowData;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines in a thread of its own, because reading blocks and Flink's task must not.
 *
 * <p>The thread is a daemon: a read of standard input cannot be interrupted, and must not hold up the end of the
 * process.
 */
final class LineReader implements SourceReader<RowData, OneSplitSource.OneSplit> {
    private static final int QUEUED_LINES_MAX = 4096;

    private final SourceReaderContext context;
    private final LineInput input;
    private final DeserializationSchema<RowData> schema;
    private final @Nullable ProjectedRowData projected;

    private final Object lock = new Object();
    private final Deque<byte[]> lines = new ArrayDeque<>();
    private boolean hasSplit;
    private boolean noMoreSplits;
    private boolean inputEnded;
    private boolean closed;
    private @Nullable IOException failure;
    private CompletableFuture<Void> available = new CompletableFuture<>();

    LineReader(
            SourceReaderContext context,
            LineInput input,
            DeserializationSchema<RowData> schema,
            int @Nullable [] projection) {
        this.context = context;
        this.input = input;
        this.schema = schema;
        this.projected = projection == null ? null : ProjectedRowData.from(projection);
    }

    @Override
    public void start() {
        context.sendSplitRequest();
    }

    @Override
    public void addSplits(List<OneSplitSource.OneSplit> splits) {
        synchronized (lock) {
            if (hasSplit || splits.isEmpty()) {
                return;
            }
            hasSplit = true;
        }
        Thread thread = new Thread(this::readLines, "lines");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void notifyNoMoreSplits() {
        synchronized (lock) {
            noMoreSplits = true;
            available.complete(null);
        }
    }

    @Override
    public InputStatus pollNext(ReaderOutput<RowData> output) throws Exception {
        byte[] line;
        synchronized (lock) {
            if (failure != null) {
                throw failure;
            }
            line = lines.poll();
            if (line == null) {
                boolean isDone = hasSplit ? inputEnded : noMoreSplits;
                return isDone ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
            }
            lock.notifyAll();
        }
        schema.deserialize(line, new Collector<>() {
            @Override
            public void collect(RowData row) {
                output.collect(projected == null ? row : projected.replaceRow(row));
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        });
        return InputStatus.MORE_AVAILABLE;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        synchronized (lock) {
            if (lines.isEmpty() && !inputEnded && failure == null && !(noMoreSplits && !hasSplit)) {
                if (available.isDone()) {
                    available = new CompletableFuture<>();
                }
                return available;
            }
            return CompletableFuture.completedFuture(null);
        }
    }

    @Override
    public List<OneSplitSource.OneSplit> snapshotState(long checkpoint) {
        synchronized (lock) {
            return hasSplit ? List.of(new OneSplitSource.OneSplit()) : List.of();
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
    }

    private void readLines() {
        IOException thrown = null;
        try {
            InputStream stream = new BufferedInputStream(input.open(), 1 << 16);
            ByteArrayOutputStream line = new ByteArrayOutputStream(256);
            for (int next = stream.read(); next >= 0; next = stream.read()) {
                if (next != '\n') {
                    line.write(next);
                } else if (!queue(line)) {
                    return;
                }
            }
            if (line.size() > 0) {
                queue(line);
            }
        } catch (IOException e) {
            thrown = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (lock) {
            failure = thrown;
            inputEnded = true;
            available.complete(null);
        }
    }

    /** Waits for room, then queues the line without a trailing carriage return; false once the reader is closed. */
    private boolean queue(ByteArrayOutputStream line) throws InterruptedException {
        byte[] bytes = line.toByteArray();
        line.reset();
        int length = bytes.length > 0 && bytes[bytes.length - 1] == '\r' ? bytes.length - 1 : bytes.length;
        if (length == 0) {
            return true;
        }
        synchronized (lock) {
            while (lines.size() >= QUEUED_LINES_MAX && !closed) {
                lock.wait();
            }
            lines.add(length == bytes.length ? bytes : Arrays.copyOf(bytes, length));
            available.complete(null);
            return !closed;
        }
    }
}

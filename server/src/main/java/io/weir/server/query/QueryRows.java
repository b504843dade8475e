package io.weir.server.query;

import io.weir.columnar.Batch;
import io.weir.columnar.RowKinds;
import io.weir.connector.console.ResultConsumer;
import io.weir.engine.spi.ByteSink;
import io.weir.engine.spi.SinkRequest;
import io.weir.server.view.RowText;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The rows of a query on their way from the engine to whoever asked: few wait, and the query waits for them. */
final class QueryRows implements ResultConsumer {
    private static final int WAITING_MAX = 1_000;
    private static final long OFFER_MILLIS = 50;

    private static final String OP = "{\"op\":\"";
    private static final int OP_AT = OP.length();

    private final BlockingQueue<byte[]> lines = new ArrayBlockingQueue<>(WAITING_MAX);
    private final ByteSink sink = new ByteSink();
    private @Nullable RowText text;
    private volatile boolean isClosed;

    @Override
    public void open(SinkRequest request) {
        text = RowText.json(request.type());
    }

    @Override
    public void accept(Batch batch) {
        RowText opened = Objects.requireNonNull(text, "not opened");
        for (int i = 0; i < batch.rowCount() && !isClosed; i++) {
            sink.clear();
            sink.append(OP + RowKinds.text(batch.rowKind(i)) + "\",\"row\":");
            opened.append(batch, i, sink);
            sink.append("}\n");
            put(Arrays.copyOf(sink.bytes(), sink.length()));
        }
    }

    private void put(byte[] line) {
        try {
            boolean isTaken = false;
            while (!isClosed && !isTaken) {
                isTaken = lines.offer(line, OFFER_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The next line, or null if none came in this time. */
    byte @Nullable [] poll(long millis) throws InterruptedException {
        return lines.poll(millis, TimeUnit.MILLISECONDS);
    }

    /** Whether a line takes a row back that its successor replaces. */
    static boolean isTakenBack(byte[] line) {
        return line.length > OP_AT + 1 && line[OP_AT] == '-' && line[OP_AT + 1] == 'U';
    }

    /** Nobody wants any more. */
    void discard() {
        isClosed = true;
        lines.clear();
    }
}

package io.weir.connector.flink;

import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkRequest;
import io.weir.engine.spi.SinkWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.table.data.RowData;
import org.jspecify.annotations.Nullable;

/**
 * A sink of Flink's second kind. What its writers prepare is committed once, when the run has ended well; a sink
 * without a committer has written at least once what it has flushed.
 */
final class FlinkSink implements Sink {
    private static final int ATTEMPTS_MAX = 10;
    private static final long RETRY_NANOS = 100_000_000;

    private final SinkRequest request;
    private final org.apache.flink.api.connector.sink2.Sink<RowData> sink;
    private final ClassLoader classLoader;
    private final List<Object> committables = new ArrayList<>();

    FlinkSink(SinkRequest request, org.apache.flink.api.connector.sink2.Sink<RowData> sink, ClassLoader classLoader) {
        this.request = request;
        this.sink = sink;
        this.classLoader = classLoader;
    }

    @Override
    public SinkWriter createWriter(int instance) {
        WriterContext context = new WriterContext(request, instance, classLoader);
        try {
            return new FlinkSinkWriter(this, request, sink.createWriter(context), context);
        } catch (Exception e) {
            throw Failures.ofSink(request.table(), e);
        }
    }

    /** What a writer has prepared. */
    synchronized void prepared(List<?> some) {
        committables.addAll(some);
    }

    @Override
    public synchronized void commit() {
        if (sink instanceof SupportsCommitter<?> committing && !committables.isEmpty()) {
            commit(committing);
        }
    }

    // Closing a committer may be interrupted, which ends the run as any failure does.
    @SuppressWarnings("try")
    private <C> void commit(SupportsCommitter<C> committing) {
        try (Committer<C> committer = committing.createCommitter(new CommitterContext(request))) {
            List<Request<C>> open = new ArrayList<>();
            for (Object committable : committables) {
                @SuppressWarnings("unchecked")
                C typed = (C) committable;
                open.add(new Request<>(typed));
            }
            for (int attempt = 0; !open.isEmpty(); attempt++) {
                if (attempt == ATTEMPTS_MAX) {
                    throw new IllegalStateException(
                            open.size() + " commits were to be tried again " + attempt + " times");
                }
                if (attempt > 0) {
                    LockSupport.parkNanos(RETRY_NANOS);
                }
                open.forEach(Request::begin);
                committer.commit(new ArrayList<>(open));
                for (Request<C> each : open) {
                    each.throwFailure();
                }
                open.removeIf(each -> !each.isToBeTriedAgain);
            }
            committables.clear();
        } catch (Exception e) {
            throw Failures.ofSink(request.table(), e);
        }
    }

    private static final class Request<C> implements Committer.CommitRequest<C> {
        private C committable;
        private int retries = -1;
        private boolean isToBeTriedAgain;
        private @Nullable Throwable failure;

        Request(C committable) {
            this.committable = committable;
        }

        void begin() {
            retries++;
            isToBeTriedAgain = false;
        }

        void throwFailure() {
            if (failure != null) {
                throw new IllegalStateException(failure);
            }
        }

        @Override
        public C getCommittable() {
            return committable;
        }

        @Override
        public int getNumberOfRetries() {
            return retries;
        }

        @Override
        public void signalFailedWithKnownReason(Throwable reason) {
            failure = reason;
        }

        @Override
        public void signalFailedWithUnknownReason(Throwable reason) {
            failure = reason;
        }

        @Override
        public void retryLater() {
            isToBeTriedAgain = true;
        }

        @Override
        public void updateAndRetryLater(C changed) {
            committable = changed;
            isToBeTriedAgain = true;
        }

        @Override
        public void signalAlreadyCommitted() {}
    }

    @Override
    public void close() {}
}

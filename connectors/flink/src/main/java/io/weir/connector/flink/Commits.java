package io.weir.connector.flink;

import io.weir.engine.spi.SinkRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.core.io.SimpleVersionedSerialization;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The committers of a sink, one for each writer, made when there is something to commit. What a committer wants to try
 * again is tried again a few times; then the commit fails, and the engine repeats it as a whole, which committers must
 * be ready for.
 */
final class Commits<C> {
    private static final int ATTEMPTS_MAX = 10;
    private static final long RETRY_NANOS = 100_000_000;

    private final SinkRequest request;
    private final SupportsCommitter<C> sink;
    private final SimpleVersionedSerializer<C> serializer;
    private final Map<Integer, Committer<C>> committers = new TreeMap<>();

    Commits(SinkRequest request, SupportsCommitter<C> sink) {
        this.request = request;
        this.sink = sink;
        serializer = sink.getCommittableSerializer();
    }

    /** What a writer has given for the commit, serialised. */
    @SuppressWarnings("unchecked")
    byte[] serialize(Object committable) throws IOException {
        return SimpleVersionedSerialization.writeVersionAndSerialize(serializer, (C) committable);
    }

    /** Commits what a writer has prepared. */
    void commit(FlinkPrepared prepared, OptionalLong restoredEpoch) throws IOException, InterruptedException {
        if (prepared.committables().isEmpty()) {
            return;
        }
        int instance = prepared.instance() % request.parallelism();
        Committer<C> committer = committers.get(instance);
        if (committer == null) {
            committer = sink.createCommitter(new CommitterContext(request, instance, restoredEpoch));
            committers.put(instance, committer);
        }
        List<Request<C>> open = new ArrayList<>();
        for (byte[] bytes : prepared.committables()) {
            open.add(new Request<>(SimpleVersionedSerialization.readVersionAndDeSerialize(serializer, bytes)));
        }
        for (int attempt = 0; !open.isEmpty(); attempt++) {
            if (attempt == ATTEMPTS_MAX) {
                throw new IllegalStateException(open.size() + " commits were to be tried again " + attempt + " times");
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

    void close() throws Exception {
        for (Committer<C> committer : committers.values()) {
            committer.close();
        }
        committers.clear();
    }
}

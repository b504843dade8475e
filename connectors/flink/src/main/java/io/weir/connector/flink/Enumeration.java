package io.weir.connector.flink;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.core.io.SimpleVersionedSerialization;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.table.data.RowData;
import org.jspecify.annotations.Nullable;

/**
 * The enumerator of a source on its thread, and the ways between it and the readers. All calls to the enumerator are
 * made on that thread; what it says to a reader waits until the reader's thread takes it.
 */
final class Enumeration<S extends SourceSplit> implements AutoCloseable {
    private static final long CLOSE_SECONDS_MAX = 10;
    private static final long SAVE_SECONDS_MAX = 60;

    private final String table;
    private final int parallelism;
    private final ScheduledExecutorService thread;
    private final ExecutorService workers;
    private final Map<Integer, ReaderInfo> readers = new ConcurrentHashMap<>();
    private final List<Queue<Consumer<SourceReader<RowData, S>>>> mails = new ArrayList<>();
    /** The splits that each reader was given since it has last saved; used on the enumerator's thread. */
    private final List<List<S>> assigned = new ArrayList<>();

    private final SavingEnumerator<S, ?> enumerator;
    private final SimpleVersionedSerializer<S> splitSerializer;
    /** Used on the enumerator's thread. */
    private long version;

    private volatile @Nullable Throwable failure;

    Enumeration(Source<RowData, S, ?> source, String table, int parallelism, Optional<RestoredSplits> restored) {
        this.table = table;
        this.parallelism = parallelism;
        splitSerializer = source.getSplitSerializer();
        version = restored.map(RestoredSplits::version).orElse(0L);
        for (int i = 0; i < parallelism; i++) {
            mails.add(new ConcurrentLinkedQueue<>());
            assigned.add(new ArrayList<>());
        }
        ThreadFactory daemons = task -> {
            Thread daemon = new Thread(task, "weir-enumerator " + table);
            daemon.setDaemon(true);
            return daemon;
        };
        thread = Executors.newSingleThreadScheduledExecutor(daemons);
        workers = Executors.newCachedThreadPool(daemons);
        try {
            enumerator = SavingEnumerator.of(source, new Context(), restored);
        } catch (Exception e) {
            thread.shutdownNow();
            workers.shutdownNow();
            throw Failures.ofSource(table, e);
        }
        run(enumerator.enumerator()::start);
    }

    private interface Action {
        void run() throws Exception;
    }

    private void run(Action action) {
        try {
            thread.execute(() -> {
                try {
                    action.run();
                } catch (Exception | LinkageError e) {
                    failure = e;
                }
            });
        } catch (RejectedExecutionException e) {
            // The source is being closed: what a reader still asks for no longer matters.
            failure = failure == null ? e : failure;
        }
    }

    /** A reader is there, with splits that it does not read before the enumerator assigns them again. */
    void register(int instance, List<S> reported) {
        run(() -> {
            readers.put(instance, ReaderInfo.createReaderInfo(instance, "localhost", reported));
            enumerator.enumerator().addReader(instance);
        });
    }

    /**
     * What a reader saves: the splits that it has, after everything that the enumerator has said to it until now, and
     * the enumerator's state of now. Called on the reader's thread.
     */
    ReaderPosition save(int instance, SourceReader<RowData, S> reader) {
        AtomicBoolean isDelivered = new AtomicBoolean();
        try {
            Saved saved =
                    thread.submit(() -> saveEnumerator(instance, isDelivered)).get(SAVE_SECONDS_MAX, TimeUnit.SECONDS);
            Queue<Consumer<SourceReader<RowData, S>>> mail = mails.get(instance);
            while (!isDelivered.get()) {
                Objects.requireNonNull(mail.poll(), "lost mail").accept(reader);
            }
            return new ReaderPosition(
                    saved.version(),
                    serialize(reader.snapshotState(saved.version())),
                    saved.enumerator(),
                    saved.assigned());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failures.ofSource(table, e);
        } catch (ExecutionException | TimeoutException | IOException e) {
            throw Failures.ofSource(table, e);
        }
    }

    private record Saved(long version, byte[] enumerator, List<byte[]> assigned) {}

    /** On the enumerator's thread: whatever it says later to the reader comes behind the mail that is sent here. */
    private Saved saveEnumerator(int instance, AtomicBoolean isDelivered) throws Exception {
        long saving = ++version;
        assigned.get(instance).clear();
        List<byte[]> others = new ArrayList<>();
        for (List<S> splits : assigned) {
            others.addAll(serialize(splits));
        }
        mails.get(instance).add(reader -> isDelivered.set(true));
        return new Saved(saving, enumerator.save(saving), others);
    }

    private List<byte[]> serialize(List<S> splits) throws IOException {
        List<byte[]> all = new ArrayList<>();
        for (S split : splits) {
            all.add(SimpleVersionedSerialization.writeVersionAndSerialize(splitSerializer, split));
        }
        return all;
    }

    /** An epoch is committed in which a reader, and the enumerator, have saved their state under this number. */
    void acknowledge(int instance, long saved) {
        run(() -> enumerator.enumerator().notifyCheckpointComplete(saved));
        mails.get(instance).add(reader -> {
            try {
                reader.notifyCheckpointComplete(saved);
            } catch (Exception e) {
                throw Failures.ofSource(table, e);
            }
        });
    }

    void requestSplit(int instance) {
        run(() -> enumerator.enumerator().handleSplitRequest(instance, "localhost"));
    }

    void event(int instance, SourceEvent event) {
        run(() -> enumerator.enumerator().handleSourceEvent(instance, event));
    }

    /** Hands to a reader, on its thread, what the enumerator has said to it; throws the enumerator's failure. */
    boolean deliver(int instance, SourceReader<RowData, S> reader) {
        Throwable failed = failure;
        if (failed != null) {
            throw Failures.ofSource(table, failed);
        }
        Queue<Consumer<SourceReader<RowData, S>>> mail = mails.get(instance);
        Consumer<SourceReader<RowData, S>> next = mail.poll();
        boolean isSome = next != null;
        while (next != null) {
            next.accept(reader);
            next = mail.poll();
        }
        return isSome;
    }

    @Override
    public void close() {
        run(enumerator.enumerator()::close);
        thread.shutdown();
        workers.shutdownNow();
        try {
            if (!thread.awaitTermination(CLOSE_SECONDS_MAX, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private final class Context implements SplitEnumeratorContext<S> {
        private final SplitEnumeratorMetricGroup metrics = UnregisteredMetricsGroup.createSplitEnumeratorMetricGroup();

        @Override
        public SplitEnumeratorMetricGroup metricGroup() {
            return metrics;
        }

        @Override
        public void sendEventToSourceReader(int instance, SourceEvent event) {
            mails.get(instance).add(reader -> reader.handleSourceEvents(event));
        }

        @Override
        public int currentParallelism() {
            return parallelism;
        }

        @Override
        public Map<Integer, ReaderInfo> registeredReaders() {
            return new HashMap<>(readers);
        }

        @Override
        public void assignSplits(SplitsAssignment<S> assignment) {
            assignment.assignment().forEach((instance, splits) -> {
                assigned.get(instance).addAll(splits);
                mails.get(instance).add(reader -> reader.addSplits(splits));
            });
        }

        @Override
        public void signalNoMoreSplits(int instance) {
            mails.get(instance).add(SourceReader::notifyNoMoreSplits);
        }

        @Override
        public <T> void callAsync(Callable<T> work, BiConsumer<T, Throwable> handler) {
            workers.execute(() -> call(work, handler));
        }

        @Override
        public <T> void callAsync(
                Callable<T> work, BiConsumer<T, Throwable> handler, long delayMillis, long periodMillis) {
            Runnable submit = () -> workers.execute(() -> call(work, handler));
            if (periodMillis > 0) {
                @SuppressWarnings("FutureReturnValueIgnored")
                Object unused = thread.scheduleAtFixedRate(submit, delayMillis, periodMillis, TimeUnit.MILLISECONDS);
            } else {
                @SuppressWarnings("FutureReturnValueIgnored")
                Object unused = thread.schedule(submit, delayMillis, TimeUnit.MILLISECONDS);
            }
        }

        @SuppressWarnings("NullAway")
        private <T> void call(Callable<T> work, BiConsumer<T, Throwable> handler) {
            try {
                T value = work.call();
                run(() -> handler.accept(value, null));
            } catch (Exception e) {
                run(() -> handler.accept(null, e));
            }
        }

        @Override
        public void runInCoordinatorThread(Runnable action) {
            run(action::run);
        }
    }
}

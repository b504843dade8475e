package io.weir.flink.connector;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.collect.CollectResultIterator;
import org.apache.flink.streaming.api.operators.collect.CollectSinkOperatorFactory;
import org.apache.flink.streaming.api.operators.collect.CollectStreamSink;
import org.apache.flink.table.data.RowData;

/**
 * The rows of a job that runs on a cluster, fetched through the JobManager as {@code TableResult.collect} does: no
 * folder has to be shared, and nothing of ours is needed there.
 */
public final class RemoteRows implements AutoCloseable {
    private static final long FETCH_LIMIT_MILLIS = 60_000;

    private final Map<String, String> channels;
    private final Map<String, CollectResultIterator<RowData>> iterators = new ConcurrentHashMap<>();

    private RemoteRows(Map<String, String> channels) {
        this.channels = channels;
        channels.forEach((name, channel) -> ResultChannel.openRemote(channel, rows -> iterators.put(name, rows)));
    }

    /**
     * Says that the rows of these sinks will be fetched.
     *
     * @param names of the sinks, each with the channel of its own
     */
    public static RemoteRows open(Map<String, String> names) {
        return new RemoteRows(Map.copyOf(names));
    }

    static DataStreamSink<?> collected(DataStream<RowData> rows, Consumer<CollectResultIterator<RowData>> taker) {
        StreamExecutionEnvironment environment = rows.getExecutionEnvironment();
        TypeSerializer<RowData> serializer =
                rows.getType().createSerializer(environment.getConfig().getSerializerConfig());
        String id = "rows-" + UUID.randomUUID();
        CollectStreamSink<RowData> sink =
                new CollectStreamSink<>(rows, new CollectSinkOperatorFactory<>(serializer, id));
        sink.uid(id);
        taker.accept(
                new CollectResultIterator<>(id, serializer, id, environment.getCheckpointConfig(), FETCH_LIMIT_MILLIS));
        return sink;
    }

    /** Fetches all rows of a job, a sink on each of so many threads, until it ends. */
    public void fetch(JobClient job, Map<String, ? extends ResultChannel.Receiver> consumers)
            throws InterruptedException, ExecutionException {
        Map<String, Runnable> tasks = new LinkedHashMap<>();
        for (Map.Entry<String, ? extends ResultChannel.Receiver> each : consumers.entrySet()) {
            CollectResultIterator<RowData> rows = iterators.get(each.getKey());
            if (rows == null) {
                throw new IllegalStateException("The plan has no sink " + each.getKey());
            }
            rows.setJobClient(job);
            tasks.put(each.getKey(), () -> {
                while (rows.hasNext()) {
                    each.getValue().receive(rows.next());
                }
            });
        }
        await(tasks);
    }

    /**
     * Does all of these at the same time. The first that fails ends the wait: the caller then cancels the job, which
     * ends the others.
     */
    static void await(Map<String, Runnable> tasks) throws InterruptedException, ExecutionException {
        CompletableFuture<Void> failed = new CompletableFuture<>();
        List<CompletableFuture<Void>> ends = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        tasks.forEach((name, task) -> {
            CompletableFuture<Void> end = new CompletableFuture<>();
            ends.add(end);
            Thread thread = new Thread(
                    () -> {
                        task.run();
                        end.complete(null);
                    },
                    "weir-fetch-" + name);
            thread.setDaemon(true);
            thread.setUncaughtExceptionHandler((dead, failure) -> failed.completeExceptionally(failure));
            threads.add(thread);
        });
        threads.forEach(Thread::start);
        try {
            CompletableFuture.anyOf(failed, CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new)))
                    .get();
        } finally {
            // One that waits for the consumer of its rows; of those that are done nothing is left.
            threads.forEach(Thread::interrupt);
        }
    }

    @Override
    public void close() {
        channels.values().forEach(ResultChannel::close);
    }
}

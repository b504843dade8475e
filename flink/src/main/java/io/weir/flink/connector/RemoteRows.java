package io.weir.flink.connector;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
        List<Thread> threads = new ArrayList<>();
        List<Throwable> failures = java.util.Collections.synchronizedList(new ArrayList<>());
        for (Map.Entry<String, ? extends ResultChannel.Receiver> each : consumers.entrySet()) {
            CollectResultIterator<RowData> rows = iterators.get(each.getKey());
            if (rows == null) {
                throw new IllegalStateException("The plan has no sink " + each.getKey());
            }
            rows.setJobClient(job);
            Thread thread = new Thread(
                    () -> {
                        while (rows.hasNext()) {
                            each.getValue().receive(rows.next());
                        }
                    },
                    "weir-fetch-" + each.getKey());
            thread.setDaemon(true);
            thread.setUncaughtExceptionHandler((failed, failure) -> failures.add(failure));
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        if (!failures.isEmpty()) {
            throw new ExecutionException("The rows cannot be fetched", failures.get(0));
        }
    }

    @Override
    public void close() {
        channels.values().forEach(ResultChannel::close);
    }
}

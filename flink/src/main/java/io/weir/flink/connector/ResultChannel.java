package io.weir.flink.connector;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.streaming.api.operators.collect.CollectResultIterator;
import org.apache.flink.table.data.RowData;

/**
 * The way of a SELECT's rows from Flink's task back to the caller in the same process.
 *
 * <p>Flink serializes a sink before it runs it, so that the sink cannot hold the caller's object. It holds a channel's
 * id instead, and the open channels are kept here. Ids are unique, so that any number of jobs run side by side.
 */
public final class ResultChannel {
    /** The session option that tells the sink the id of its channel. */
    public static final ConfigOption<String> CHANNEL =
            ConfigOptions.key("weir.result.channel").stringType().noDefaultValue();

    private static final Map<String, Receiver> OPEN = new ConcurrentHashMap<>();
    private static final Map<String, Consumer<CollectResultIterator<RowData>>> REMOTE = new ConcurrentHashMap<>();

    private ResultChannel() {}

    /** Takes rows; called by one thread at a time, and a row is only valid during the call. */
    @FunctionalInterface
    public interface Receiver {
        void receive(RowData row);
    }

    /** Opens a channel under an id that is unique in this process. */
    public static void open(String id, Receiver receiver) {
        if (OPEN.putIfAbsent(id, receiver) != null) {
            throw new IllegalArgumentException("result channel " + id + " is already open");
        }
    }

    /**
     * Opens a channel for a job that runs in other processes: its rows are fetched from the cluster, by the iterator
     * that is given once the job's plan is loaded.
     */
    static void openRemote(String id, Consumer<CollectResultIterator<RowData>> rows) {
        REMOTE.put(id, rows);
    }

    /** Who wants to fetch the rows of a channel from a cluster; empty if the job runs in this process. */
    static Optional<Consumer<CollectResultIterator<RowData>>> remote(String id) {
        return Optional.ofNullable(REMOTE.get(id));
    }

    /** The channel of one of several sinks of a job. */
    public static String part(String id, String name) {
        return id + "/" + name;
    }

    /** Closes a channel; rows that still come are dropped. */
    public static void close(String id) {
        OPEN.remove(id);
        REMOTE.remove(id);
    }

    static void send(String id, RowData row) {
        Receiver receiver = OPEN.get(id);
        if (receiver != null) {
            receiver.receive(row);
        }
    }
}

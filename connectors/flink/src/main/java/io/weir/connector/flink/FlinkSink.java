package io.weir.connector.flink;

import io.weir.engine.spi.Delivery;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkGuarantee;
import io.weir.engine.spi.SinkRequest;
import io.weir.engine.spi.SinkWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.core.io.SimpleVersionedSerialization;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.InstantiationUtil;
import org.jspecify.annotations.Nullable;

/**
 * A sink of Flink's second kind.
 *
 * <p><b>Epochs.</b> An epoch is to its writers what a checkpoint of Flink's is: they flush, prepare their commits, and
 * say what state they go on from, all of which becomes what is prepared. Committers commit it when the epoch is
 * decided, and again when a run goes on from it. A sink without a committer has written at least once what it has
 * flushed. That an earlier run commits nothing more is for the sink to see to, as it is in Flink.
 */
final class FlinkSink implements Sink {
    private final SinkRequest request;
    private final org.apache.flink.api.connector.sink2.Sink<RowData> sink;
    private final SinkGuarantee guarantee;
    private final ClassLoader classLoader;
    private final @Nullable Commits<?> commits;
    private List<byte[]> restoredStates = List.of();
    private OptionalLong restoredEpoch = OptionalLong.empty();

    /** @param guarantee what the sink promises, as it is configured */
    FlinkSink(
            SinkRequest request,
            org.apache.flink.api.connector.sink2.Sink<RowData> sink,
            SinkGuarantee guarantee,
            ClassLoader classLoader) {
        this.request = request;
        this.sink = sink;
        this.guarantee = guarantee;
        this.classLoader = classLoader;
        commits = sink instanceof SupportsCommitter<?> committing ? new Commits<>(request, committing) : null;
    }

    @Override
    public SinkGuarantee guarantee() {
        return guarantee == SinkGuarantee.EXACTLY_ONCE && request.epochs().delivery() != Delivery.EXACTLY_ONCE
                ? SinkGuarantee.AT_LEAST_ONCE
                : guarantee;
    }

    @Override
    public synchronized SinkWriter createWriter(int instance) {
        WriterContext context = new WriterContext(request, instance, restoredEpoch, classLoader);
        try {
            // As in Flink, each has a sink of its own: formats keep records that they fill again and again.
            org.apache.flink.api.connector.sink2.Sink<RowData> own = InstantiationUtil.clone(sink, classLoader);
            return new FlinkSinkWriter(this, request, instance, writer(own, instance, context), context);
        } catch (Exception e) {
            context.close();
            throw Failures.ofSink(request.table(), e);
        }
    }

    private org.apache.flink.api.connector.sink2.SinkWriter<RowData> writer(
            org.apache.flink.api.connector.sink2.Sink<RowData> own, int instance, WriterContext context)
            throws IOException {
        List<byte[]> its = new ArrayList<>();
        for (int i = instance; i < restoredStates.size(); i += request.parallelism()) {
            its.add(restoredStates.get(i));
        }
        if (own instanceof SupportsWriterState<?, ?> stateful && !its.isEmpty()) {
            return restored(stateful, its, context);
        }
        return own.createWriter(context);
    }

    @SuppressWarnings("unchecked")
    private static <W> org.apache.flink.api.connector.sink2.SinkWriter<RowData> restored(
            SupportsWriterState<?, W> stateful, List<byte[]> serialized, WriterContext context) throws IOException {
        List<W> states = new ArrayList<>();
        for (byte[] state : serialized) {
            states.add(
                    SimpleVersionedSerialization.readVersionAndDeSerialize(stateful.getWriterStateSerializer(), state));
        }
        return ((SupportsWriterState<RowData, W>) stateful).restoreWriter(context, states);
    }

    /** What a writer's commits are, serialised. */
    List<byte[]> serialize(Iterable<?> committables) throws IOException {
        List<byte[]> all = new ArrayList<>();
        for (Object committable : committables) {
            if (commits == null) {
                throw new IllegalStateException("a writer prepares commits, and its sink has no committer");
            }
            all.add(commits.serialize(committable));
        }
        return all;
    }

    /** What state a writer goes on from, serialised. */
    List<byte[]> states(StatefulSinkWriter<?, ?> writer, long epoch) throws IOException {
        return sink instanceof SupportsWriterState<?, ?> stateful
                ? serializeStates(stateful, writer.snapshotState(epoch))
                : List.of();
    }

    @SuppressWarnings("unchecked")
    private static <W> List<byte[]> serializeStates(SupportsWriterState<?, W> stateful, List<?> states)
            throws IOException {
        List<byte[]> all = new ArrayList<>();
        for (Object state : states) {
            all.add(SimpleVersionedSerialization.writeVersionAndSerialize(
                    stateful.getWriterStateSerializer(), (W) state));
        }
        return all;
    }

    @Override
    public synchronized boolean recover(long epoch, List<byte[]> prepared) {
        restoredEpoch = epoch > 0 ? OptionalLong.of(epoch) : OptionalLong.empty();
        commit(epoch, prepared);
        restoredStates = new ArrayList<>();
        prepared.forEach(bytes -> restoredStates.addAll(FlinkPrepared.of(bytes).states()));
        return true;
    }

    @Override
    public synchronized void commit(long epoch, List<byte[]> prepared) {
        Commits<?> all = commits;
        if (all == null) {
            return;
        }
        try {
            for (byte[] bytes : prepared) {
                all.commit(FlinkPrepared.of(bytes), restoredEpoch);
            }
        } catch (Exception e) {
            throw Failures.ofSink(request.table(), e);
        }
    }

    @Override
    public synchronized void close() {
        if (commits != null) {
            try {
                commits.close();
            } catch (Exception e) {
                throw Failures.ofSink(request.table(), e);
            }
        }
    }
}

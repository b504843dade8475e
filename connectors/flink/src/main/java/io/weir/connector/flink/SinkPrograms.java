package io.weir.connector.flink;

import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPostCommitTopology;
import org.apache.flink.streaming.api.connector.sink2.SupportsPreCommitTopology;
import org.apache.flink.streaming.api.connector.sink2.SupportsPreWriteTopology;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;

/**
 * A sink of Flink's may put operators of its own around its writers and committers. They are asked for, never run: one
 * that adds none, but says something to Flink's scheduler, can do without.
 */
final class SinkPrograms {
    private final StreamExecutionEnvironment environment = new StreamExecutionEnvironment(new Configuration());
    private final DataStream<RowData> rows;

    private SinkPrograms(RowType type) {
        rows = environment.fromData(
                List.<RowData>of(new GenericRowData(type.getFieldCount())), InternalTypeInfo.of(type));
    }

    /**
     * Where a sink has operators of its own: the rest of "whose sink has a program of Flink's own"; empty if nowhere.
     */
    static String where(Sink<RowData> sink, RowType type) {
        if (sink instanceof SupportsPreWriteTopology<?> writing && new SinkPrograms(type).isBeforeWriters(writing)) {
            return "before its writers";
        }
        if (sink instanceof SupportsPreCommitTopology<?, ?> committing
                && new SinkPrograms(type).isBeforeCommits(committing)) {
            return "before its commits";
        }
        if (sink instanceof SupportsPostCommitTopology<?> committed
                && new SinkPrograms(type).isAfterCommits(committed)) {
            return "after its commits";
        }
        return "";
    }

    @SuppressWarnings("unchecked")
    private boolean isBeforeWriters(SupportsPreWriteTopology<?> sink) {
        DataStream<RowData> changed = ((SupportsPreWriteTopology<RowData>) sink).addPreWriteTopology(rows);
        return changed.getTransformation().getId() != rows.getTransformation().getId();
    }

    private <A, B> boolean isBeforeCommits(SupportsPreCommitTopology<A, B> sink) {
        DataStream<CommittableMessage<A>> before = committables();
        DataStream<?> changed = sink.addPreCommitTopology(before);
        return changed.getTransformation().getId() != before.getTransformation().getId();
    }

    private <C> boolean isAfterCommits(SupportsPostCommitTopology<C> sink) {
        DataStream<CommittableMessage<C>> committed = committables();
        int before = environment.getTransformations().size();
        sink.addPostCommitTopology(committed);
        return environment.getTransformations().size() != before;
    }

    @SuppressWarnings("unchecked")
    private <C> DataStream<CommittableMessage<C>> committables() {
        TypeInformation<CommittableMessage<C>> type = (TypeInformation<CommittableMessage<C>>)
                (TypeInformation<?>) TypeInformation.of(CommittableMessage.class);
        return rows.flatMap((RowData row, org.apache.flink.util.Collector<CommittableMessage<C>> out) -> {})
                .returns(type);
    }
}

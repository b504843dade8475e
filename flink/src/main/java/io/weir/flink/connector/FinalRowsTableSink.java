package io.weir.flink.connector;

import java.util.List;
import java.util.Map;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.connector.sink.abilities.SupportsOverwrite;
import org.apache.flink.table.connector.sink.abilities.SupportsPartitioning;
import org.apache.flink.table.connector.sink.abilities.SupportsWritingMetadata;
import org.apache.flink.table.types.DataType;

/** See {@link FinalRowsTableSinkFactory}: the sink that it stands for, except that it takes any changes. */
final class FinalRowsTableSink
        implements DynamicTableSink, SupportsPartitioning, SupportsOverwrite, SupportsWritingMetadata {
    private final DynamicTableSink sink;

    FinalRowsTableSink(DynamicTableSink sink) {
        this.sink = sink;
    }

    @Override
    public ChangelogMode getChangelogMode(ChangelogMode requested) {
        return ChangelogMode.all();
    }

    @Override
    public SinkRuntimeProvider getSinkRuntimeProvider(Context context) {
        return sink.getSinkRuntimeProvider(context);
    }

    @Override
    public void applyStaticPartition(Map<String, String> partition) {
        if (sink instanceof SupportsPartitioning partitioning) {
            partitioning.applyStaticPartition(partition);
        }
    }

    @Override
    public void applyOverwrite(boolean overwrite) {
        if (sink instanceof SupportsOverwrite overwriting) {
            overwriting.applyOverwrite(overwrite);
        }
    }

    @Override
    public Map<String, DataType> listWritableMetadata() {
        return sink instanceof SupportsWritingMetadata writing ? writing.listWritableMetadata() : Map.of();
    }

    @Override
    public void applyWritableMetadata(List<String> keys, DataType consumedType) {
        if (sink instanceof SupportsWritingMetadata writing) {
            writing.applyWritableMetadata(keys, consumedType);
        }
    }

    @Override
    public DynamicTableSink copy() {
        return new FinalRowsTableSink(sink.copy());
    }

    @Override
    public String asSummaryString() {
        return sink.asSummaryString();
    }
}

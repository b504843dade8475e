package io.weir.flink.connector;

import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.functions.sink.PrintSink;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.ProviderContext;
import org.apache.flink.table.connector.sink.DataStreamSinkProvider;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;

/** Alerts on Flink: lines on standard error. */
final class AlertTableSink implements DynamicTableSink {
    private final String table;
    private final DataType rowType;
    private final boolean isKeyed;

    AlertTableSink(String table, DataType rowType, boolean isKeyed) {
        this.table = table;
        this.rowType = rowType;
        this.isKeyed = isKeyed;
    }

    @Override
    public ChangelogMode getChangelogMode(ChangelogMode requestedMode) {
        return isKeyed ? ChangelogMode.upsert() : ChangelogMode.insertOnly();
    }

    @Override
    public SinkRuntimeProvider getSinkRuntimeProvider(DynamicTableSink.Context context) {
        DataStructureConverter converter = context.createDataStructureConverter(rowType);
        String prefix = "alert " + table + " ";
        return new DataStreamSinkProvider() {
            @Override
            public DataStreamSink<?> consumeDataStream(ProviderContext providerContext, DataStream<RowData> rows) {
                return rows.map(new Line(prefix, converter)).sinkTo(new PrintSink<>(true));
            }
        };
    }

    @Override
    public DynamicTableSink copy() {
        return new AlertTableSink(table, rowType, isKeyed);
    }

    @Override
    public String asSummaryString() {
        return "Alert";
    }

    /** The part that Flink serializes. */
    private static final class Line implements MapFunction<RowData, String> {
        private static final long serialVersionUID = 1L;

        private final String prefix;
        private final DataStructureConverter converter;

        Line(String prefix, DataStructureConverter converter) {
            this.prefix = prefix;
            this.converter = converter;
        }

        @Override
        public String map(RowData row) {
            @Nullable Object external = converter.toExternal(row);
            return prefix + (external instanceof Row shown ? shown.toString() : "");
        }
    }
}

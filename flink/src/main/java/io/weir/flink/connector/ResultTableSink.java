package io.weir.flink.connector;

import java.util.Optional;
import java.util.function.Consumer;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.operators.collect.CollectResultIterator;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.ProviderContext;
import org.apache.flink.table.connector.sink.DataStreamSinkProvider;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.data.RowData;

/** Hands rows to a {@link ResultChannel}, from a single task so that they come in order. */
final class ResultTableSink implements DynamicTableSink {
    private final String channel;

    ResultTableSink(String channel) {
        this.channel = channel;
    }

    @Override
    public ChangelogMode getChangelogMode(ChangelogMode requestedMode) {
        return requestedMode;
    }

    @Override
    public SinkRuntimeProvider getSinkRuntimeProvider(DynamicTableSink.Context context) {
        return new DataStreamSinkProvider() {
            @Override
            public DataStreamSink<?> consumeDataStream(ProviderContext providerContext, DataStream<RowData> rows) {
                Optional<Consumer<CollectResultIterator<RowData>>> remote = ResultChannel.remote(channel);
                return remote.isPresent()
                        ? RemoteRows.collected(rows, remote.get())
                        : rows.sinkTo(new ChannelSink(channel)).setParallelism(1);
            }
        };
    }

    @Override
    public DynamicTableSink copy() {
        return new ResultTableSink(channel);
    }

    @Override
    public String asSummaryString() {
        return "Result";
    }

    /** The part that Flink serializes. */
    private static final class ChannelSink implements Sink<RowData> {
        private static final long serialVersionUID = 1L;

        private final String channel;

        ChannelSink(String channel) {
            this.channel = channel;
        }

        @Override
        public SinkWriter<RowData> createWriter(WriterInitContext context) {
            return new ChannelWriter(channel);
        }
    }

    private static final class ChannelWriter implements SinkWriter<RowData> {
        private final String channel;

        ChannelWriter(String channel) {
            this.channel = channel;
        }

        @Override
        public void write(RowData row, SinkWriter.Context context) {
            ResultChannel.send(channel, row);
        }

        @Override
        public void flush(boolean endOfInput) {
            // Rows are handed on at once.
        }

        @Override
        public void close() {
            // The caller closes the channel.
        }
    }
}

package io.weir.flink.connector;

import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.UserCodeClassLoader;
import org.jspecify.annotations.Nullable;

/**
 * Lines as a source with one split, which goes to the first reader that asks.
 *
 * <h2>Failure</h2>
 *
 * <p>What was read of standard input is gone, so that a restart goes on with the next line: at most once. A text is
 * read anew.
 */
final class LineSource extends OneSplitSource {
    private static final long serialVersionUID = 1L;

    private final LineInput input;
    private final DeserializationSchema<RowData> schema;
    private final int @Nullable [] projection;

    /** @param projection the decoded fields that are wanted, in order; null for all */
    LineSource(LineInput input, DeserializationSchema<RowData> schema, int @Nullable [] projection) {
        this.input = input;
        this.schema = schema;
        this.projection = projection;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SourceReader<RowData, OneSplit> createReader(SourceReaderContext context) throws Exception {
        schema.open(new ReaderInitializationContext(context));
        return new LineReader(context, input, schema, projection);
    }

    private record ReaderInitializationContext(SourceReaderContext reader)
            implements DeserializationSchema.InitializationContext {
        @Override
        public MetricGroup getMetricGroup() {
            return reader.metricGroup();
        }

        @Override
        public UserCodeClassLoader getUserCodeClassLoader() {
            return reader.getUserCodeClassLoader();
        }
    }
}

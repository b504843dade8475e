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
 * Standard input as a source with one split, which goes to the first reader that asks.
 *
 * <h2>Failure</h2>
 *
 * <p>What was read is gone, so that a restart goes on with the next line: at most once.
 */
final class StdinSource extends OneSplitSource {
    private static final long serialVersionUID = 1L;

    private final DeserializationSchema<RowData> schema;
    private final int @Nullable [] projection;

    /** @param projection the decoded fields that are wanted, in order; null for all */
    StdinSource(DeserializationSchema<RowData> schema, int @Nullable [] projection) {
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
        return new StdinReader(context, schema, projection);
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

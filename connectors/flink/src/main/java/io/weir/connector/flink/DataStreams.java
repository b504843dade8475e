package io.weir.connector.flink;

import io.weir.plan.NotNativeException;
import java.util.Optional;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.transformations.SinkTransformation;
import org.apache.flink.streaming.api.transformations.SourceTransformation;
import org.apache.flink.table.connector.ProviderContext;
import org.apache.flink.table.connector.sink.DataStreamSinkProvider;
import org.apache.flink.table.connector.source.DataStreamScanProvider;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;

/**
 * Some connectors say how a program of Flink's reads or writes instead of giving their source or sink: the program is
 * built, never run, and what it reads from or writes to is taken out of it.
 */
final class DataStreams {
    private static final ProviderContext CONTEXT = name -> Optional.empty();

    private DataStreams() {}

    private static StreamExecutionEnvironment environment() {
        return new StreamExecutionEnvironment(new Configuration());
    }

    /** The source of a program that does nothing but read. */
    @SuppressWarnings("unchecked")
    static Source<RowData, ?, ?> source(DataStreamScanProvider provider, String connector) {
        Transformation<RowData> transformation =
                provider.produceDataStream(CONTEXT, environment()).getTransformation();
        if (transformation instanceof SourceTransformation<?, ?, ?> source) {
            return (Source<RowData, ?, ?>) source.getSource();
        }
        throw new NotNativeException("connector '" + connector + "', which reads with a program of Flink's own");
    }

    /** The sink of a program that does nothing but write. */
    @SuppressWarnings("unchecked")
    static Sink<RowData> sink(DataStreamSinkProvider provider, RowType type, String connector) {
        StreamExecutionEnvironment environment = environment();
        DataStream<RowData> rows = environment.<RowData>fromData(
                java.util.List.of(new GenericRowData(type.getFieldCount())), InternalTypeInfo.of(type));
        Transformation<?> transformation =
                provider.consumeDataStream(CONTEXT, rows).getTransformation();
        if (transformation instanceof SinkTransformation<?, ?> sink
                && sink.getInputs().equals(java.util.List.of(rows.getTransformation()))) {
            return (Sink<RowData>) sink.getSink();
        }
        throw new NotNativeException("connector '" + connector + "', which writes with a program of Flink's own");
    }
}

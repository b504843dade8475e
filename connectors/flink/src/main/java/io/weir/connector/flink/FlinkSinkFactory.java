package io.weir.connector.flink;

import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkFactory;
import io.weir.engine.spi.SinkGuarantee;
import io.weir.engine.spi.SinkRequest;
import io.weir.plan.NotNativeException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.sink.DataStreamSinkProvider;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.connector.sink.SinkV2Provider;
import org.apache.flink.table.connector.sink.abilities.SupportsWritingMetadata;
import org.apache.flink.table.connector.sink.legacy.SinkFunctionProvider;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.factories.DynamicTableSinkFactory;
import org.apache.flink.table.runtime.connector.sink.SinkRuntimeProviderContext;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.utils.TypeConversions;

/** Makes a sink of any of Flink's connectors that has a sink of the second kind. */
final class FlinkSinkFactory implements SinkFactory {
    private final DynamicTableSinkFactory factory;
    private final ClassLoader classLoader;

    FlinkSinkFactory(DynamicTableSinkFactory factory, ClassLoader classLoader) {
        this.factory = factory;
        this.classLoader = classLoader;
    }

    @Override
    public String identifier() {
        return factory.factoryIdentifier();
    }

    @Override
    public Sink create(SinkRequest request) {
        if (!request.partitionKeys().isEmpty()) {
            throw new NotNativeException("a partitioned table of connector '" + identifier() + "'");
        }
        int physicalCount =
                request.type().getFieldCount() - request.metadataKeys().size();
        List<RowType.RowField> fields = request.type().getFields();
        List<String> primaryKey = new ArrayList<>();
        for (int position : request.primaryKey()) {
            primaryKey.add(fields.get(position).getName());
        }
        FlinkTable table = new FlinkTable(
                request.table(),
                request.options(),
                new RowType(notNull(fields.subList(0, physicalCount), primaryKey)),
                primaryKey,
                request.partitionKeys(),
                request.configuration(),
                classLoader);
        try {
            return sink(provider(table, request), request);
        } catch (NotNativeException e) {
            throw e;
        } catch (RuntimeException e) {
            throw FlinkTable.refused(request.table(), e);
        }
    }

    /** Columns of a primary key are never null. */
    private static List<RowType.RowField> notNull(List<RowType.RowField> fields, List<String> primaryKey) {
        return fields.stream()
                .map(field -> primaryKey.contains(field.getName())
                        ? new RowType.RowField(field.getName(), field.getType().copy(false))
                        : field)
                .toList();
    }

    private DynamicTableSink.SinkRuntimeProvider provider(FlinkTable table, SinkRequest request) {
        DynamicTableSink sink = factory.createDynamicTableSink(table);
        // Some sinks decide by this call what they accept later.
        ChangelogMode unused =
                sink.getChangelogMode(request.insertOnly() ? ChangelogMode.insertOnly() : ChangelogMode.all());
        if (!request.metadataKeys().isEmpty()) {
            if (!(sink instanceof SupportsWritingMetadata writing)) {
                throw new NotNativeException("metadata of connector '" + identifier() + "'");
            }
            writing.applyWritableMetadata(
                    request.metadataKeys(), TypeConversions.fromLogicalToDataType(request.type()));
        }
        return sink.getSinkRuntimeProvider(new SinkRuntimeProviderContext(false));
    }

    private Sink sink(SinkRequest request, org.apache.flink.api.connector.sink2.Sink<RowData> sink) {
        String where = SinkPrograms.where(sink, request.type());
        if (!where.isEmpty()) {
            throw new NotNativeException(
                    "connector '" + identifier() + "', whose sink has a program of Flink's own " + where);
        }
        return new FlinkSink(request, sink, guarantee(request, sink), classLoader);
    }

    /**
     * What connectors that can be told do, by default or as they are told; of others, that those with a committer are
     * exact.
     */
    private SinkGuarantee guarantee(SinkRequest request, org.apache.flink.api.connector.sink2.Sink<RowData> sink) {
        SinkGuarantee best =
                sink instanceof SupportsCommitter<?> ? SinkGuarantee.EXACTLY_ONCE : SinkGuarantee.AT_LEAST_ONCE;
        Set<ConfigOption<?>> options = new HashSet<>(factory.optionalOptions());
        options.addAll(factory.requiredOptions());
        for (ConfigOption<?> option : options) {
            if (option.key().endsWith("delivery-guarantee")) {
                String told = request.options().getOrDefault(option.key(), String.valueOf(option.defaultValue()));
                return switch (told.toLowerCase(Locale.ROOT).replace('_', '-')) {
                    case "exactly-once" -> best;
                    case "none" -> SinkGuarantee.NONE;
                    default -> SinkGuarantee.AT_LEAST_ONCE;
                };
            }
        }
        return best;
    }

    // Sink functions are deprecated, and still what the JDBC connector gives.
    @SuppressWarnings("deprecation")
    private Sink sink(DynamicTableSink.SinkRuntimeProvider provider, SinkRequest request) {
        if (provider instanceof SinkV2Provider sinks) {
            return sink(request, sinks.createSink());
        }
        if (provider instanceof DataStreamSinkProvider streams) {
            return sink(request, DataStreams.sink(streams, request.type(), identifier()));
        }
        if (provider instanceof SinkFunctionProvider functions) {
            return new SinkFunctionSink(request, functions.createSinkFunction(), classLoader);
        }
        throw new NotNativeException("connector '" + identifier() + "', which has no sink of Flink's new kind");
    }
}

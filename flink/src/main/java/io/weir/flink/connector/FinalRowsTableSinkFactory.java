package io.weir.flink.connector;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.catalog.ResolvedCatalogTable;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.factories.DynamicTableSinkFactory;
import org.apache.flink.table.factories.FactoryUtil;

/**
 * A sink that stands in for another one while a batch is planned as a stream: it takes any changes, because the engine
 * hands only final rows to the sink itself. It is never run.
 */
public final class FinalRowsTableSinkFactory implements DynamicTableSinkFactory {
    public static final String IDENTIFIER = "weir-final-rows";

    private static final String CONNECTOR = FactoryUtil.CONNECTOR.key();
    private static final String OF_CONNECTOR = "weir.final-rows.of";

    /** The options of a table for which this sink stands in. */
    public static Map<String, String> standIn(Map<String, String> options) {
        Map<String, String> changed = new HashMap<>(options);
        changed.put(OF_CONNECTOR, options.getOrDefault(CONNECTOR, ""));
        changed.put(CONNECTOR, IDENTIFIER);
        return changed;
    }

    /** The options of the table itself; they are changed in place. */
    public static void restore(Map<String, String> options) {
        String connector = options.remove(OF_CONNECTOR);
        if (connector != null) {
            options.put(CONNECTOR, connector);
        }
    }

    @Override
    public String factoryIdentifier() {
        return IDENTIFIER;
    }

    @Override
    public Set<ConfigOption<?>> requiredOptions() {
        return Set.of();
    }

    @Override
    public Set<ConfigOption<?>> optionalOptions() {
        return Set.of();
    }

    @Override
    public DynamicTableSink createDynamicTableSink(Context context) {
        Map<String, String> options = new HashMap<>(context.getCatalogTable().getOptions());
        restore(options);
        ResolvedCatalogTable table = context.getCatalogTable().copy(options);
        return new FinalRowsTableSink(FactoryUtil.createDynamicTableSink(
                null,
                context.getObjectIdentifier(),
                table,
                context.getEnrichmentOptions(),
                context.getConfiguration(),
                context.getClassLoader(),
                context.isTemporary()));
    }
}

package io.weir.flink.replay;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.table.catalog.ResolvedCatalogTable;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.factories.FactoryUtil;

/**
 * Connector {@code weir-replay}: a Kafka table that begins where a pipeline that was moved needs it to. {@code weir
 * move} writes it into plans; nobody writes it by hand. All options but its own are Kafka's.
 */
public final class ReplayTableFactory implements DynamicTableSourceFactory {
    public static final String IDENTIFIER = "weir-replay";
    public static final String CONNECTOR_KEY = "replay.connector";
    public static final String FROM_KEY = "replay.from";
    public static final String LAST_KEY = "replay.last";
    public static final String WATERMARKS_KEY = "replay.watermarks";

    private static final ConfigOption<String> CONNECTOR =
            ConfigOptions.key(CONNECTOR_KEY).stringType().noDefaultValue().withDescription("The connector that reads");
    private static final ConfigOption<String> FROM = ConfigOptions.key(FROM_KEY)
            .stringType()
            .defaultValue("")
            .withDescription("The first offset that counts, by partition");
    private static final ConfigOption<String> LAST = ConfigOptions.key(LAST_KEY)
            .stringType()
            .defaultValue("")
            .withDescription("The offset of the last record that is replayed, by partition");
    private static final ConfigOption<String> WATERMARKS = ConfigOptions.key(WATERMARKS_KEY)
            .stringType()
            .defaultValue("")
            .withDescription("The watermark of each partition when its replay has ended");

    @Override
    public String factoryIdentifier() {
        return IDENTIFIER;
    }

    @Override
    public Set<ConfigOption<?>> requiredOptions() {
        return Set.of(CONNECTOR);
    }

    @Override
    public Set<ConfigOption<?>> optionalOptions() {
        return Set.of(FROM, LAST, WATERMARKS);
    }

    @Override
    public DynamicTableSource createDynamicTableSource(Context context) {
        Map<String, String> options = new HashMap<>(context.getCatalogTable().getOptions());
        ReplayPositions positions = new ReplayPositions(
                ReplayPositions.parse(taken(options, FROM_KEY)),
                ReplayPositions.parse(taken(options, LAST_KEY)),
                ReplayPositions.parse(taken(options, WATERMARKS_KEY)));
        options.put(FactoryUtil.CONNECTOR.key(), taken(options, CONNECTOR_KEY));
        ResolvedCatalogTable table = context.getCatalogTable().copy(options);
        DynamicTableSource source = FactoryUtil.createDynamicTableSource(
                null,
                context.getObjectIdentifier(),
                table,
                context.getEnrichmentOptions(),
                context.getConfiguration(),
                context.getClassLoader(),
                context.isTemporary());
        return new ReplayTableSource((ScanTableSource) source, positions, context.getPhysicalRowDataType());
    }

    private static String taken(Map<String, String> options, String key) {
        String value = options.remove(key);
        return value == null ? "" : value;
    }
}

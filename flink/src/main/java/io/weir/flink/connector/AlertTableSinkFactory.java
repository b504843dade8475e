package io.weir.flink.connector;

import java.time.Duration;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.factories.DynamicTableSinkFactory;
import org.apache.flink.table.factories.FactoryUtil;

/**
 * Connector {@code alert}: each row raises an alert; with a primary key, a row that goes resolves it. On Flink each
 * change is a line on standard error.
 */
public final class AlertTableSinkFactory implements DynamicTableSinkFactory {
    public static final String IDENTIFIER = "alert";

    private static final ConfigOption<String> SEVERITY = ConfigOptions.key("severity")
            .stringType()
            .defaultValue("warning")
            .withDescription("The severity of rows that have none");
    private static final ConfigOption<Duration> RESOLVE_AFTER = ConfigOptions.key("resolve-after")
            .durationType()
            .defaultValue(Duration.ofHours(1))
            .withDescription("Without a primary key: how long an alert stays after it was raised last");

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
        return Set.of(SEVERITY, RESOLVE_AFTER, FactoryUtil.SINK_PARALLELISM);
    }

    @Override
    public DynamicTableSink createDynamicTableSink(Context context) {
        FactoryUtil.createTableFactoryHelper(this, context).validate();
        return new AlertTableSink(
                context.getObjectIdentifier().getObjectName(),
                context.getPhysicalRowDataType(),
                context.getPrimaryKeyIndexes().length > 0);
    }
}

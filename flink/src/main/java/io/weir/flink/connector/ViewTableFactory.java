package io.weir.flink.connector;

import java.time.Duration;
import java.util.Set;
import org.apache.flink.api.common.io.InputFormat;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.InputFormatProvider;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.factories.DynamicTableFactory;
import org.apache.flink.table.factories.DynamicTableSinkFactory;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.factories.FactoryUtil;

/**
 * Connector {@code view}, as the planner needs to know it: a table with a primary key takes upserts, one without only
 * rows. What is read or written is kept by Weir's engine, so plans with it run nowhere else.
 */
public final class ViewTableFactory implements DynamicTableSourceFactory, DynamicTableSinkFactory {
    public static final String IDENTIFIER = "view";

    private static final ConfigOption<String> NAME = ConfigOptions.key("name")
            .stringType()
            .noDefaultValue()
            .withDescription("The view's name, that of the table if there is no other");
    private static final ConfigOption<String> VISIBILITY = ConfigOptions.key("visibility")
            .stringType()
            .defaultValue("epoch")
            .withDescription("When rows become visible: with their epoch, or immediately");
    private static final ConfigOption<Long> RETENTION_ROWS = ConfigOptions.key("retention.rows")
            .longType()
            .noDefaultValue()
            .withDescription("How many rows an append-only view keeps");
    private static final ConfigOption<Duration> RETENTION_TIME = ConfigOptions.key("retention.time")
            .durationType()
            .noDefaultValue()
            .withDescription("How long an append-only view keeps a row");
    private static final ConfigOption<Long> BUFFER_ROWS = ConfigOptions.key("changes.buffer-rows")
            .longType()
            .noDefaultValue()
            .withDescription("How many changed rows are kept for subscribers");

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
        return Set.of(NAME, VISIBILITY, RETENTION_ROWS, RETENTION_TIME, BUFFER_ROWS);
    }

    @Override
    public DynamicTableSource createDynamicTableSource(DynamicTableFactory.Context context) {
        FactoryUtil.createTableFactoryHelper(this, context).validate();
        return new ViewTableSource(context.getObjectIdentifier().asSummaryString());
    }

    @Override
    public DynamicTableSink createDynamicTableSink(DynamicTableFactory.Context context) {
        FactoryUtil.createTableFactoryHelper(this, context).validate();
        boolean hasKey =
                context.getCatalogTable().getResolvedSchema().getPrimaryKey().isPresent();
        return new ViewTableSink(context.getObjectIdentifier().asSummaryString(), hasKey);
    }

    private static ValidationException onlyNative(String table) {
        return new ValidationException(
                "Table " + table + ": views are kept by Weir's engine, and Flink can neither read"
                        + " nor write them. './weir explain' says what of the query is not native; on Flink, use"
                        + " 'upsert-kafka' or 'jdbc' instead.");
    }

    private record ViewTableSource(String table) implements ScanTableSource {
        @Override
        public ChangelogMode getChangelogMode() {
            return ChangelogMode.insertOnly();
        }

        /** The planner asks whether it is bounded; Flink, who would read, is told that it cannot. */
        @Override
        public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
            return new InputFormatProvider() {
                @Override
                public InputFormat<RowData, ?> createInputFormat() {
                    throw onlyNative(table);
                }

                @Override
                public boolean isBounded() {
                    return true;
                }
            };
        }

        @Override
        public DynamicTableSource copy() {
            return this;
        }

        @Override
        public String asSummaryString() {
            return "View";
        }
    }

    private record ViewTableSink(String table, boolean hasKey) implements DynamicTableSink {
        @Override
        public ChangelogMode getChangelogMode(ChangelogMode requestedMode) {
            return hasKey ? ChangelogMode.upsert() : ChangelogMode.insertOnly();
        }

        @Override
        public SinkRuntimeProvider getSinkRuntimeProvider(DynamicTableSink.Context context) {
            throw onlyNative(table);
        }

        @Override
        public DynamicTableSink copy() {
            return this;
        }

        @Override
        public String asSummaryString() {
            return "View";
        }
    }
}

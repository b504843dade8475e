package io.weir.flink.connector;

import java.time.Duration;
import java.util.Set;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.format.DecodingFormat;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.SourceProvider;
import org.apache.flink.table.connector.source.abilities.SupportsProjectionPushDown;
import org.apache.flink.table.connector.source.abilities.SupportsWatermarkPushDown;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.factories.DeserializationFormatFactory;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.types.DataType;

/**
 * Connector {@code collect}: rows that arrive by HTTP. Flink plans with it; only the engine of Weir's own, whose
 * process takes the rows, reads it.
 */
public final class CollectTableSourceFactory implements DynamicTableSourceFactory {
    public static final String IDENTIFIER = "collect";

    private static final ConfigOption<String> PATH =
            ConfigOptions.key("path").stringType().noDefaultValue().withDescription("The folder of the table's log");
    private static final ConfigOption<MemorySize> SEGMENT_SIZE = ConfigOptions.key("segment-size")
            .memoryType()
            .noDefaultValue()
            .withDescription("The size of one file of the log");
    private static final ConfigOption<MemorySize> MAX_SIZE =
            ConfigOptions.key("max-size").memoryType().noDefaultValue().withDescription("The size of the whole log");
    private static final ConfigOption<Duration> RETENTION = ConfigOptions.key("retention")
            .durationType()
            .noDefaultValue()
            .withDescription("How long rows are kept for a reader that does not run");
    private static final ConfigOption<Boolean> BOUNDED = ConfigOptions.key("bounded")
            .booleanType()
            .defaultValue(false)
            .withDescription("Whether a scan ends with what is there when it begins");
    private static final ConfigOption<String> FORMAT = ConfigOptions.key(FactoryUtil.FORMAT.key())
            .stringType()
            .defaultValue("json")
            .withDescription("The format of the records");

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
        return Set.of(PATH, SEGMENT_SIZE, MAX_SIZE, RETENTION, BOUNDED, FORMAT);
    }

    @Override
    public DynamicTableSource createDynamicTableSource(Context context) {
        FactoryUtil.TableFactoryHelper helper = FactoryUtil.createTableFactoryHelper(this, context);
        DecodingFormat<DeserializationSchema<RowData>> format =
                helper.discoverDecodingFormat(DeserializationFormatFactory.class, FORMAT);
        helper.validate();
        return new CollectTableSource(
                context.getObjectIdentifier().asSummaryString(),
                format.getChangelogMode(),
                helper.getOptions().get(BOUNDED));
    }

    private record CollectTableSource(String table, ChangelogMode mode, boolean isBounded)
            implements ScanTableSource, SupportsProjectionPushDown, SupportsWatermarkPushDown {
        @Override
        public ChangelogMode getChangelogMode() {
            return mode;
        }

        @Override
        public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
            return SourceProvider.of(new CollectSource(table, isBounded));
        }

        @Override
        public boolean supportsNestedProjection() {
            return false;
        }

        @Override
        public void applyProjection(int[][] fields, DataType producedDataType) {
            // The engine reads the fields that the plan names.
        }

        @Override
        public void applyWatermark(WatermarkStrategy<RowData> strategy) {
            // The engine makes the watermark that the plan names.
        }

        @Override
        public DynamicTableSource copy() {
            return this;
        }

        @Override
        public String asSummaryString() {
            return "Collected rows";
        }
    }

    private static final class CollectSource extends OneSplitSource {
        private static final long serialVersionUID = 1L;

        private final String table;
        private final boolean isBounded;

        CollectSource(String table, boolean isBounded) {
            this.table = table;
            this.isBounded = isBounded;
        }

        @Override
        public Boundedness getBoundedness() {
            return isBounded ? Boundedness.BOUNDED : Boundedness.CONTINUOUS_UNBOUNDED;
        }

        @Override
        public SourceReader<RowData, OneSplit> createReader(SourceReaderContext context) {
            throw new UnsupportedOperationException("Table " + table + " has 'connector' = 'collect', which only the"
                    + " native engine reads. For Flink, collect into Kafka: 'connector' = 'kafka'");
        }
    }
}

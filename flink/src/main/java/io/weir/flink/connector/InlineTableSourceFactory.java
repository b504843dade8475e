package io.weir.flink.connector;

import java.util.Set;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.table.connector.format.DecodingFormat;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.factories.DeserializationFormatFactory;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.factories.FactoryUtil;

/**
 * Connector {@code inline}: every line of the option {@code rows} is a record of the format, JSON unless it is said.
 */
public final class InlineTableSourceFactory implements DynamicTableSourceFactory {
    public static final String IDENTIFIER = "inline";

    private static final ConfigOption<String> ROWS =
            ConfigOptions.key("rows").stringType().noDefaultValue().withDescription("The records, one per line");
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
        return Set.of(ROWS);
    }

    @Override
    public Set<ConfigOption<?>> optionalOptions() {
        return Set.of(FORMAT);
    }

    @Override
    public DynamicTableSource createDynamicTableSource(Context context) {
        FactoryUtil.TableFactoryHelper helper = FactoryUtil.createTableFactoryHelper(this, context);
        DecodingFormat<DeserializationSchema<RowData>> format =
                helper.discoverDecodingFormat(DeserializationFormatFactory.class, FORMAT);
        helper.validate();
        LineInput.Text rows = new LineInput.Text(helper.getOptions().get(ROWS));
        return new InlineTableSource(rows, format, context.getPhysicalRowDataType());
    }
}

package io.weir.flink.connector;

import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.types.logical.RowType;

/** Connector {@code weir-slice}: rows that were written down once, so that all engines read the very same. */
public final class SliceTableSourceFactory implements DynamicTableSourceFactory {
    public static final String IDENTIFIER = "weir-slice";
    /** Where the rows are. */
    public static final String PLACE = "place";

    private static final ConfigOption<String> PLACE_OPTION =
            ConfigOptions.key(PLACE).stringType().noDefaultValue().withDescription("Where the rows are");

    @Override
    public String factoryIdentifier() {
        return IDENTIFIER;
    }

    @Override
    public Set<ConfigOption<?>> requiredOptions() {
        return Set.of(PLACE_OPTION);
    }

    @Override
    public Set<ConfigOption<?>> optionalOptions() {
        return Set.of();
    }

    @Override
    public DynamicTableSource createDynamicTableSource(Context context) {
        FactoryUtil.TableFactoryHelper helper = FactoryUtil.createTableFactoryHelper(this, context);
        helper.validate();
        RowType type = (RowType) context.getPhysicalRowDataType().getLogicalType();
        return new SliceTableSource(helper.getOptions().get(PLACE_OPTION), type);
    }
}

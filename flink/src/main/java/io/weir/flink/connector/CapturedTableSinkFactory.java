package io.weir.flink.connector;

import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.factories.DynamicTableSinkFactory;
import org.apache.flink.table.factories.FactoryUtil;

/**
 * Connector {@code weir-captured}: what a table would have got, handed to the caller instead. The table's constraints
 * are kept, its options are not.
 */
public final class CapturedTableSinkFactory implements DynamicTableSinkFactory {
    public static final String IDENTIFIER = "weir-captured";
    /** Which of a plan's sinks it stands for. */
    public static final String NAME = "name";

    private static final ConfigOption<String> NAME_OPTION =
            ConfigOptions.key(NAME).stringType().noDefaultValue().withDescription("Which sink of the plan it is");

    @Override
    public String factoryIdentifier() {
        return IDENTIFIER;
    }

    @Override
    public Set<ConfigOption<?>> requiredOptions() {
        return Set.of(NAME_OPTION);
    }

    @Override
    public Set<ConfigOption<?>> optionalOptions() {
        return Set.of();
    }

    @Override
    public DynamicTableSink createDynamicTableSink(Context context) {
        FactoryUtil.TableFactoryHelper helper = FactoryUtil.createTableFactoryHelper(this, context);
        helper.validate();
        String channel =
                context.getConfiguration().getOptional(ResultChannel.CHANNEL).orElse("");
        return new ResultTableSink(
                ResultChannel.part(channel, helper.getOptions().get(NAME_OPTION)));
    }
}

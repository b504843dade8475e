package io.weir.flink.connector;

import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.factories.DynamicTableSinkFactory;
import org.apache.flink.table.factories.FactoryUtil;

/** Connector {@code result}: where the rows of a SELECT go. It has no options and takes every kind of change. */
public final class ResultTableSinkFactory implements DynamicTableSinkFactory {
    public static final String IDENTIFIER = "result";

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
        FactoryUtil.createTableFactoryHelper(this, context).validate();
        return new ResultTableSink(
                context.getConfiguration().getOptional(ResultChannel.CHANNEL).orElse(""));
    }
}
